/** Columns are not cut below this: what is left would name nothing. */
const NARROWEST = 16;

/** Where a table has to fit. */
export interface Fit {
  /** Columns of the terminal; undefined where there is none, and rows stay whole. */
  readonly width: number | undefined;
  /** Numbers of the columns that may be cut, the widest first. */
  readonly cut: readonly number[];
}

/** The rows of a table with its columns aligned, two blanks between them. What does not fit is cut and ends in `…`. */
export function aligned(rows: readonly (readonly string[])[], fit: Fit = { width: undefined, cut: [] }): readonly string[] {
  const count = Math.max(0, ...rows.map(({ length }) => length));
  const whole = Array.from({ length: count }, (_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const widths = narrowed(whole, fit);
  return rows.map((cells) =>
    cells
      .map((cell, column) => shortened(cell, widths[column] ?? 0).padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

function narrowed(whole: readonly number[], { width = Infinity, cut }: Fit): readonly number[] {
  const widths = [...whole];
  let excess = widths.reduce((sum, column) => sum + column + 2, -2) - width;
  for (; excess > 0; excess--) {
    const widest = cut.reduce((best, column) => ((widths[column] ?? 0) > (widths[best] ?? 0) ? column : best), cut[0] ?? 0);
    if ((widths[widest] ?? 0) <= NARROWEST) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function shortened(cell: string, width: number): string {
  return cell.length <= width ? cell : `${cell.slice(0, width - 1)}…`;
}

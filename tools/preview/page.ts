import pc from "picocolors";

/** Colours the text view, or leaves it plain. */
type Paint = ReturnType<typeof pc.createColors>;

/** What a text is printed on. */
export interface Page {
  readonly paint: Paint;
  /** Columns of the terminal; undefined where there is none: then the lines of tables stay whole. */
  readonly width: number | undefined;
}

export function pageOf({ color, width }: { readonly color: boolean; readonly width?: number | undefined }): Page {
  return { paint: pc.createColors(color), width };
}

/** Columns of a line of text: fits a terminal beside a diff, and a code block of a review. */
const WIDEST = 110;

/** Breaks text at blanks. Later lines are indented; a single word longer than a line stays whole, so that it can be copied. */
export function wrap(
  { width = WIDEST }: Page,
  first: string,
  text: string,
  indent = " ".repeat(first.length),
): readonly string[] {
  const most = Math.min(width, WIDEST);
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(" ")) {
    const begun = line !== first && line !== indent;
    if (begun && line.length + 1 + word.length > most) {
      lines.push(line);
      line = indent;
    }
    line += line === first || line === indent ? word : ` ${word}`;
  }
  return [...lines, line];
}

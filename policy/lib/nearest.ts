/** The known name that was probably meant: at most a third of its letters differ. Undefined when none is near. */
export function nearest(given: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((name) => ({ name, distance: editDistance(given.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return best?.name;
}

/** How many letters have to be added, removed, replaced or exchanged with their neighbour. */
function editDistance(a: string, b: string): number {
  // Nothing this much longer is near, and nobody waits for its comparison.
  if (Math.abs(a.length - b.length) > b.length) return Infinity;
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= a.length; i++) rows.push(nextRow(rows, { a, b, i }));
  return rows.at(-1)?.at(-1) ?? 0;
}

function nextRow(
  rows: readonly (readonly number[])[],
  { a, b, i }: { readonly a: string; readonly b: string; readonly i: number },
): number[] {
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  const row = [i];
  for (let j = 1; j <= b.length; j++) {
    const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    const changed = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
    row.push(Math.min(at(i - 1, j) + 1, (row[j - 1] ?? Infinity) + 1, changed, swapped ? at(i - 2, j - 2) + 1 : Infinity));
  }
  return row;
}

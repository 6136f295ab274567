/** Columns of a line of text: fits a terminal beside a diff, and a code block of a review. */
const WIDTH = 110;

/** Breaks text at blanks. Later lines are indented; a single word longer than a line stays whole, so that it can be copied. */
export function wrap(first: string, text: string, indent = " ".repeat(first.length)): readonly string[] {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(" ")) {
    const begun = line !== first && line !== indent;
    if (begun && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent;
    }
    line += line === first || line === indent ? word : ` ${word}`;
  }
  return [...lines, line];
}

/** Characters after which a piece is handed on. */
const PIECE = 64 * 1024;

/** Lists that grow with what is judged stand at most so deep: results of a run of SARIF. What is below is made in one go. */
const DEEPEST = 4;

/** The text of `JSON.stringify(value, null, 2)` in pieces, so that it never has to exist as a whole. */
export function* jsonPieces(value: unknown): Generator<string> {
  let gathered = "";
  for (const part of parts(value, 0)) {
    gathered += part;
    if (gathered.length < PIECE) continue;
    yield gathered;
    gathered = "";
  }
  if (gathered !== "") yield gathered;
}

function* parts(value: unknown, depth: number): Generator<string> {
  const members = depth < DEEPEST ? membersOf(value) : [];
  if (members.length === 0) {
    yield JSON.stringify(value, null, 2).replaceAll("\n", `\n${"  ".repeat(depth)}`);
    return;
  }
  const line = `\n${"  ".repeat(depth + 1)}`;
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  let before = open;
  for (const [key, member] of members) {
    yield `${before}${line}${key}`;
    yield* parts(member, depth + 1);
    before = ",";
  }
  yield `\n${"  ".repeat(depth)}${close}`;
}

type Member = readonly [key: string, value: unknown];

/** Elements and members as JSON has them: what is undefined is left out, or null in a list. */
function membersOf(value: unknown): readonly Member[] {
  if (Array.isArray(value)) return value.map((element: unknown) => ["", element ?? null]);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]): readonly Member[] =>
    member === undefined ? [] : [[`${JSON.stringify(key)}: `, member]],
  );
}

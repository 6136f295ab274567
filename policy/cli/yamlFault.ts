/** Messages of the YAML parser that repeat the text they are about, which may be a secret. */
const QUOTING = /^(Block scalar header includes extra characters|Invalid escape sequence|Not a YAML token|Unresolved alias).*$/;

/** What the YAML parser says of a fault, in one line and without the text of the file. */
export function yamlFault(message: string): string {
  return (message.split("\n")[0] ?? "").replace(QUOTING, "$1");
}

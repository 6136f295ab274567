import { read, text } from "./plain.ts";
import { below, each, type Subject } from "./subject.ts";

/** One argument of something that a container runs. */
export interface Argument {
  readonly place: Subject;
  /** The argument before it where that is a flag, with a space: this one may be its value. */
  readonly flag: string;
}

export interface Header {
  readonly name: string;
  /** Its value. */
  readonly place: Subject;
}

const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"].map((probe) => [probe]);
const HANDLERS = [["lifecycle", "postStart"], ["lifecycle", "preStop"], ...PROBES];
const COMMANDS = [["command"], ["args"], ...HANDLERS.map((handler) => [...handler, "exec", "command"])];

/** Everything that a container runs: itself, its hooks and its probes. */
export function argumentsOf(container: Subject): readonly Argument[] {
  return COMMANDS.flatMap((path) => {
    const list = each(container, ...path);
    return list.map((place, at) => ({ place, flag: text(place.value)?.startsWith("-") === true ? "" : flagOf(list[at - 1]) }));
  });
}

function flagOf(argument: Subject | undefined): string {
  const flag = text(argument?.value) ?? "";
  return /^--?[\w.-]+$/.test(flag) ? `${flag} ` : "";
}

/** HTTP headers that its hooks and probes send. */
export function headersOf(container: Subject): readonly Header[] {
  return HANDLERS.flatMap((handler) => each(container, ...handler, "httpGet", "httpHeaders")).map((header) => ({
    name: text(read(header.value, "name")) ?? "",
    place: below(header, "value"),
  }));
}

import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../../tools/commands/index.ts";
import { previewCommand } from "../../../tools/commands/preview.ts";

/** Every command that does something, by the words that call it. */
function leaves(command: Command, path = command.name()): readonly (readonly [string, Command])[] {
  if (command.commands.length === 0) return [[path, command]];
  return command.commands.flatMap((inner) => leaves(inner, `${path} ${inner.name()}`));
}

function help(command: Command): string {
  let text = "";
  command.configureOutput({ writeOut: (part) => (text += part) }).outputHelp();
  return text;
}

const named = await Promise.all(Object.entries(COMMANDS).map(async ([name, load]) => [name, await load()] as const));
const commands = named.flatMap(([, command]) => leaves(command));

describe("the help of every command", () => {
  it.each(named)("%s is called by the name it is loaded by", (name, command) => {
    expect(command.name()).toBe(name);
  });

  it.each(commands)("%s: what it does, what it takes, and an example that calls it", (path, command) => {
    const text = help(command);
    expect(command.description()).toMatch(/^[A-Z].{20,}$/);
    expect(text).toMatch(new RegExp(`Examples?:\\n(.*\\n)*?.*(palisade( --)? ${path}|make ${path})\\b`));
    expect(command.options.filter(({ description }) => description === "")).toEqual([]);
  });

  it.each(commands)("%s: fits 120 columns", (_path, command) => {
    expect(
      help(command)
        .split("\n")
        .filter((line) => line.length > 120),
    ).toEqual([]);
  });

  it("refuses a profile and a limit that are none, with what is allowed", () => {
    const parse = (...args: string[]): string => {
      let text = "";
      const command = previewCommand()
        .exitOverride()
        .configureOutput({ writeErr: (part) => (text += part) });
      expect(() => command.parse(["--stack", "dev", ...args], { from: "user" })).toThrow();
      return text;
    };
    expect(parse("--profile", "production")).toBe(
      "error: option '--profile <profile>' argument 'production' is invalid. Allowed choices are local, dev, staging, prod.\n",
    );
    for (const seconds of ["0", "-1", "1.5", "soon", ""])
      expect(parse("--timeout", seconds)).toBe(
        `error: option '--timeout <seconds>' argument '${seconds}' is invalid. a whole number of seconds from 1 upward is needed\n`,
      );
  });
});

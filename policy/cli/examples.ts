import type { Command } from "commander";

/** The program of people who only want the pack. */
export const PACK_PROGRAM = "palisade-policy";

/** In this project npm runs the program; a package called `palisade` at the registry is a stranger's. */
const PROJECT_PROGRAM = "npm run -s palisade --";

/** Adds examples to the help of a command, in which `palisade` stands for the way the user calls it. */
export function withExamples(command: Command, examples: string): Command {
  return command.addHelpText("after", ({ command: shown }) =>
    examples.replaceAll(/\bpalisade (?=[a-z])/g, `${rootOf(shown).name() === PACK_PROGRAM ? PACK_PROGRAM : PROJECT_PROGRAM} `),
  );
}

function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent);
}

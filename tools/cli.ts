import { Command, CommanderError } from "commander";
import { EXIT, tolerateClosedPipe } from "../policy/cli/outcome.ts";
import { packVersion } from "../policy/cli/version.ts";
import { COMMANDS } from "./commands/index.ts";

const HELP = `
Every command takes --help, which shows examples; what gives an answer takes --json too. Exit codes: 0 fine, 1 findings, 2 bad input, 3 internal error.

A first look:
  npm run -s palisade -- preview --stack local`;

const program = new Command("palisade")
  .description("A zero-trust Kubernetes platform for AI agents, previewed and policy-checked offline")
  .version(packVersion())
  .addHelpText("after", HELP)
  .enablePositionalOptions()
  .showHelpAfterError("(palisade --help lists the commands)")
  .exitOverride();
const called = COMMANDS[process.argv[2] ?? ""];
for (const load of called === undefined ? Object.values(COMMANDS) : [called]) program.addCommand(withExitOverride(await load()));

tolerateClosedPipe();
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? EXIT.fine : EXIT.badInput;
}

/** Wrong usage is bad input (exit 2) at every depth, with the way to the command's help; commander would exit 1. */
function withExitOverride(command: Command, path = `palisade ${command.name()}`): Command {
  command.exitOverride().showHelpAfterError(`(${path} --help shows its options)`);
  for (const inner of command.commands) withExitOverride(inner, `${path} ${inner.name()}`);
  return command;
}

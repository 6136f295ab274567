import { Command, CommanderError } from "commander";
import { checkCommand } from "../policy/cli/check.ts";
import { EXIT, tolerateClosedPipe } from "../policy/cli/outcome.ts";
import { reachCommand } from "../policy/cli/reach.ts";
import { rulesCommand } from "../policy/cli/rules.ts";
import { packVersion } from "../policy/cli/version.ts";
import { waiversCommand } from "../policy/cli/waivers.ts";
import { stackBlastCommand } from "./commands/blast.ts";
import { configCommand } from "./commands/config.ts";
import { downCommand } from "./commands/down.ts";
import { goldenCommand } from "./commands/golden.ts";
import { imagesCommand } from "./commands/images.ts";
import { kubectlCommand } from "./commands/kubectl.ts";
import { previewCommand } from "./commands/preview.ts";
import { renderCommand } from "./commands/render.ts";
import { toolchainCommand } from "./commands/toolchain.ts";
import { unprotectCommand } from "./commands/unprotect.ts";
import { upCommand } from "./commands/up.ts";

const COMMANDS = [
  previewCommand,
  renderCommand,
  checkCommand,
  reachCommand,
  stackBlastCommand,
  rulesCommand,
  waiversCommand,
  configCommand,
  imagesCommand,
  goldenCommand,
  upCommand,
  downCommand,
  unprotectCommand,
  kubectlCommand,
  toolchainCommand,
];

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
for (const make of COMMANDS) program.addCommand(withExitOverride(make()));

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

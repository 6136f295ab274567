#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { blastCommand } from "./blast.ts";
import { checkCommand } from "./check.ts";
import { PACK_PROGRAM } from "./examples.ts";
import { EXIT, tolerateClosedPipe } from "./outcome.ts";
import { reachCommand } from "./reach.ts";
import { rulesCommand } from "./rules.ts";
import { packVersion } from "./version.ts";
import { waiversCommand } from "./waivers.ts";

/** The command line for people who only want the pack. */
const program = new Command(PACK_PROGRAM)
  .description("Hardening rules for Kubernetes and cloud resources, on plain manifests")
  .version(packVersion())
  .showHelpAfterError()
  .exitOverride();
for (const make of [checkCommand, reachCommand, blastCommand, rulesCommand, waiversCommand])
  program.addCommand(make().exitOverride());

tolerateClosedPipe();
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? EXIT.fine : EXIT.badInput;
}

import { resolve } from "node:path";
import type { ExampleValue } from "../../components/config/examples.ts";
import type { ParsedStack, RawConfig } from "../../components/config/parse.ts";
import { parseStack } from "../../components/config/parse.ts";
import type { SecretName } from "../../components/config/secrets.ts";
import { loadBundle } from "../../components/services/gateway/bundle.ts";
import { plan } from "../../components/plan.ts";
import type { Problem } from "../../components/shared/problem.ts";
import { InputError } from "../../policy/lib/problem.ts";
import { PreviewFailure } from "../engine/programError.ts";
import { readProject, stacksOf } from "../engine/project.ts";
import { readStackConfig } from "../engine/stackConfig.ts";

/** What is known of a stack without running its program. */
export interface CheckedStack {
  readonly stack: string;
  readonly problems: readonly Problem[];
  readonly examples: readonly ExampleValue[];
  readonly missingSecrets: readonly SecretName[];
  /** What cannot be undone and has not been confirmed. */
  readonly unconfirmed: readonly Problem[];
  readonly parsed: ParsedStack;
  /** As written in the stack file, for `config explain`. */
  readonly raw: RawConfig;
}

/** Names of the stacks of the project in a folder. */
export function stackNames(cwd: string): readonly string[] {
  return reading(
    () => stacksOf(readProject(cwd)),
    (problems) => {
      throw new InputError(problems);
    },
  );
}

/** Parses and plans one stack of this project, in process. A stack file that cannot be read is a problem like any other. */
export function checkStack(cwd: string, stack: string, today: string): CheckedStack {
  return reading(
    () => planStack(cwd, rawConfig(cwd, stack), stack, today),
    (problems) => refused(stack, { values: {}, secretKeys: new Set() }, problems),
  );
}

function planStack(cwd: string, raw: RawConfig, stack: string, today: string): CheckedStack {
  const parsed = parseStack(raw, today);
  if (!parsed.ok) return refused(stack, raw, parsed.problems);
  const { problems, examples, unconfirmed } = plan({
    ...parsed,
    bundle: loadBundle(resolve(cwd, parsed.config.gateway.policyBundle)),
  });
  return { stack, problems, examples, missingSecrets: parsed.missingSecrets, unconfirmed, parsed, raw };
}

function refused(stack: string, raw: RawConfig, problems: readonly Problem[]): CheckedStack {
  return { stack, problems, examples: [], missingSecrets: [], unconfirmed: [], parsed: { ok: false, problems }, raw };
}

function rawConfig(cwd: string, stack: string): RawConfig {
  const prefix = "palisade:";
  const { values, secretKeys } = readStackConfig(readProject(cwd), stack);
  const own = Object.entries(values).filter(([key]) => key.startsWith(prefix));
  return {
    values: Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), value])),
    secretKeys: new Set(secretKeys.map((key) => key.replace(prefix, ""))),
  };
}

/** What the engine says of a project's files is bad input to a command that runs nothing. */
function reading<T>(read: () => T, refuse: (problems: readonly Problem[]) => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof PreviewFailure) return refuse(error.error.problems ?? []);
    throw error;
  }
}

/** What waivers are held against. */
export { today } from "../../policy/lib/today.ts";

import { resolve } from "node:path";
import type { ExampleValue } from "../../components/config/examples.ts";
import type { ParsedStack, RawConfig } from "../../components/config/parse.ts";
import { parseStack } from "../../components/config/parse.ts";
import type { SecretName } from "../../components/config/secrets.ts";
import { loadBundle } from "../../components/services/gateway/bundle.ts";
import { plan, type Plan } from "../../components/plan.ts";
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
  readonly parsed: ParsedStack;
  readonly plan?: Plan | undefined;
  /** As written in the stack file, for `config explain`. */
  readonly raw: RawConfig;
}

/** Names of the stacks of the project in a folder. */
export function stackNames(cwd: string): readonly string[] {
  return asInput(() => stacksOf(readProject(cwd)));
}

/** Parses and plans one stack of this project, in process. */
export function checkStack(cwd: string, stack: string, today: string): CheckedStack {
  const raw = rawConfig(cwd, stack);
  const parsed = parseStack(raw, today);
  if (!parsed.ok) return { stack, problems: parsed.problems, examples: [], missingSecrets: [], parsed, raw };
  const planned = plan({ ...parsed, bundle: loadBundle(resolve(cwd, parsed.config.gateway.policyBundle)) });
  return {
    stack,
    problems: planned.problems,
    examples: planned.examples,
    missingSecrets: parsed.missingSecrets,
    parsed,
    plan: planned,
    raw,
  };
}

function rawConfig(cwd: string, stack: string): RawConfig {
  const prefix = "palisade:";
  const { values, secretKeys } = asInput(() => readStackConfig(readProject(cwd), stack));
  const own = Object.entries(values).filter(([key]) => key.startsWith(prefix));
  return {
    values: Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), value])),
    secretKeys: new Set(secretKeys.map((key) => key.replace(prefix, ""))),
  };
}

/** What the engine says of a project's files is bad input to a command that runs nothing. */
function asInput<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof PreviewFailure) throw new InputError(error.error.problems ?? []);
    throw error;
  }
}

/** Today as `YYYY-MM-DD` in UTC: what waivers are held against. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

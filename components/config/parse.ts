import type { z } from "zod";
import type { Problem } from "../shared/problem.ts";
import { resolveControls, type Controls } from "./profiles.ts";
import { palisadeConfig, type PalisadeConfig } from "./schema.ts";
import { neededSecrets, SECRET_NAMES, type SecretName } from "./secrets.ts";
import { issueProblems } from "./zodProblems.ts";

/** A stack's `palisade:*` keys as Pulumi hands them over: strings, objects as JSON. */
export interface RawConfig {
  /** Key without `palisade:` -> value. */
  readonly values: Readonly<Record<string, string>>;
  /** Keys that are stored encrypted. */
  readonly secretKeys: ReadonlySet<string>;
}

export type ParsedStack =
  | {
      readonly ok: true;
      readonly config: PalisadeConfig;
      readonly controls: Controls;
      readonly missingSecrets: readonly SecretName[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Turns raw configuration into a checked one, or into every problem of it at once. Pure; `today` is `YYYY-MM-DD`. */
export function parseStack(raw: RawConfig, today: string): ParsedStack {
  const problems: Problem[] = [...secretProblems(raw)];
  // Without a prototype, so that `__proto__` is a key like any other: unknown.
  const objects = Object.create(null) as Record<string, unknown>;
  for (const [key, text] of Object.entries(raw.values)) {
    if (isSecretName(key)) continue;
    if (raw.secretKeys.has(key)) problems.push(encryptedObject(key));
    else objects[key] = decode(key, text, problems);
  }
  const parsed = palisadeConfig.safeParse(objects);
  if (!parsed.success)
    return { ok: false, problems: [...problems, ...issueProblems(parsed.error.issues as readonly z.core.$ZodIssue[], objects)] };
  const { controls, problems: lowered } = resolveControls(parsed.data.profile, parsed.data.controls, today);
  problems.push(...lowered);
  if (problems.length > 0) return { ok: false, problems };
  const missingSecrets = neededSecrets(parsed.data).filter((name) => raw.values[name] === undefined);
  return { ok: true, config: parsed.data, controls, missingSecrets };
}

function isSecretName(key: string): key is SecretName {
  return (SECRET_NAMES as readonly string[]).includes(key);
}

function secretProblems(raw: RawConfig): readonly Problem[] {
  return SECRET_NAMES.filter((name) => raw.values[name] !== undefined && !raw.secretKeys.has(name)).map((name) => ({
    path: `palisade:${name}`,
    given: "is a plain value",
    allowed: "a secret is only accepted encrypted",
    change: `set it with \`pulumi config set --secret palisade:${name}\` and change the value, which must count as disclosed`,
  }));
}

function encryptedObject(key: string): Problem {
  return {
    path: `palisade:${key}`,
    given: "is encrypted",
    allowed: `configuration is plain and holds no secrets; the secret keys are ${SECRET_NAMES.join(", ")}`,
    change: "set it without --secret",
  };
}

/** Objects and lists arrive as JSON; anything else is text. */
function decode(key: string, text: string, problems: Problem[]): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    problems.push({
      path: `palisade:${key}`,
      given: "looks like JSON but cannot be read",
      allowed: "an object or a list",
      change: "correct its syntax",
    });
    return undefined;
  }
}

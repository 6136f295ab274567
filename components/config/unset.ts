import type { Problem } from "../shared/problem.ts";
import type { ExampleValue } from "./examples.ts";
import type { SecretName } from "./secrets.ts";

/** What a preview goes on without and a deployment does not: example values and missing secrets. Pure. */
export function unsetValues(examples: readonly ExampleValue[], missingSecrets: readonly SecretName[]): readonly Problem[] {
  return [
    ...examples.map((example) => ({
      path: example.path,
      given: `is the example value ${JSON.stringify(example.value)}`,
      allowed: "a preview accepts it, a deployment does not",
      change: example.change,
    })),
    ...missingSecrets.map((name) => ({
      path: `palisade:${name}`,
      given: "is not set",
      allowed: "a preview goes on with a placeholder, a deployment does not",
      change: `pulumi config set --secret palisade:${name}`,
    })),
  ];
}

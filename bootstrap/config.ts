import { z } from "zod";
import { cloudConfig } from "../components/cloud/config.ts";
import type { Problem } from "../components/shared/problem.ts";

/** Configuration of day 1, under `bootstrap:`. */
export const bootstrapConfig = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,18}[a-z0-9]$/)
    .describe("Prefix of every name; with `-state` it must be unique in the world."),
  cloud: cloudConfig,
  ci: z
    .strictObject({
      issuer: z
        .url({ protocol: /^https$/ })
        .default("https://token.actions.githubusercontent.com")
        .describe("Who signs the tokens of CI."),
      repository: z
        .string()
        .regex(/^[\w.-]+\/[\w.-]+$/)
        .describe("owner/name of the one repository that may deploy."),
      environment: z
        .string()
        .regex(/^[\w.-]+$/)
        .describe("The one environment of it, with required reviewers, that may deploy."),
    })
    .describe("Who may take on the two roles."),
  reachableFrom: z
    .array(z.string().regex(/^\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?$/))
    .default([])
    .describe("Azure: networks that reach the state, those of deployers and runners. The other clouds ask for a role alone."),
  deployPolicy: z
    .string()
    .optional()
    .describe("File with the deployer's policy, from `palisade config explain --json`. Default: the role sees the state only."),
});
export type BootstrapConfig = z.infer<typeof bootstrapConfig>;

/** The subjects of the tokens: of a job in the environment, and of one for a pull request. */
export function subjects({ repository, environment }: BootstrapConfig["ci"]): {
  readonly deploy: string;
  readonly preview: string;
} {
  return { deploy: `repo:${repository}:environment:${environment}`, preview: `repo:${repository}:pull_request` };
}

/** What a real run refuses to make: the values that the stack files are shipped with. Pure. */
export function exampleProblems(config: BootstrapConfig): readonly Problem[] {
  const { name, ci, cloud, reachableFrom } = config;
  const values = { name, "ci.repository": ci.repository, cloud: accountOf(cloud), reachableFrom: reachableFrom[0] ?? "" };
  return Object.entries(values)
    .filter(([, value]) => /^example\b|^111122223333$|^11111111-2222-|^203\.0\.113\./.test(value))
    .map(([key, value]) => ({
      path: `bootstrap:${key}`,
      given: `is the example value ${JSON.stringify(value)}`,
      allowed: "a preview accepts it, a deployment does not",
      change: "set the value of your own environment",
    }));
}

function accountOf(cloud: BootstrapConfig["cloud"]): string {
  if (cloud.provider === "aws") return cloud.accountId;
  return cloud.provider === "gcp" ? cloud.projectId : cloud.subscriptionId;
}

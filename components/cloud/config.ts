import { z } from "zod";

const tags = z
  .record(z.string().regex(/^[a-z][a-z0-9-]{0,62}$/), z.string().regex(/^[a-z0-9_-]{0,63}$/))
  .default({})
  .describe("Further tags of every cloud resource; owner, stack and data class are set anyway.");

const owner = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,62}$/)
  .describe("Team that answers for the resources; the tag `owner`.");

/** `palisade:cloud`: the account everything of this stack lives in. Plain, so that names and ARNs are computed, never unknown. */
export const cloudConfig = z.discriminatedUnion("provider", [
  z.strictObject({
    provider: z.literal("aws"),
    accountId: z
      .string()
      .regex(/^\d{12}$/)
      .describe('The only account the provider may touch; quoted: "111122223333".'),
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/)
      .describe("Region of every regional resource, for example eu-central-1."),
    assumeRole: z
      .string()
      .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/)
      .optional()
      .describe("Role the provider takes on before it does anything."),
    owner,
    tags,
  }),
  z.strictObject({
    provider: z.literal("gcp"),
    projectId: z
      .string()
      .regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/)
      .describe("The only project the provider may touch."),
    projectNumber: z
      .string()
      .regex(/^\d{6,14}$/)
      .describe("Its number, quoted; principals of workload identity and service agents are named by it."),
    region: z
      .string()
      .regex(/^[a-z]+-[a-z]+\d{1,2}$/)
      .describe("Region of every regional resource, for example europe-west3."),
    owner,
    tags,
  }),
  z.strictObject({
    provider: z.literal("azure"),
    subscriptionId: z.uuid().describe("The only subscription the provider may touch."),
    tenantId: z.uuid().describe("Entra tenant of the subscription."),
    region: z
      .string()
      .regex(/^[a-z]+\d?$/)
      .describe("Location of every resource, for example germanywestcentral."),
    owner,
    tags,
  }),
]);
export type CloudConfig = z.infer<typeof cloudConfig>;
export type AwsConfig = Extract<CloudConfig, { provider: "aws" }>;
export type GcpConfig = Extract<CloudConfig, { provider: "gcp" }>;
export type AzureConfig = Extract<CloudConfig, { provider: "azure" }>;

import { z } from "zod";

/** Characters that need no quoting in a PostgreSQL connection string, and that every cloud takes. */
const word = z.string().regex(/^[a-z][a-z0-9_]{1,30}$/);

const network = z
  .discriminatedUnion("provider", [
    z.strictObject({
      provider: z.literal("aws"),
      vpcId: z
        .string()
        .regex(/^vpc-[0-9a-z-]+$/)
        .describe("The cluster's VPC."),
      subnetIds: z
        .array(z.string().regex(/^subnet-[0-9a-z-]+$/))
        .min(2)
        .describe("Private subnets in two zones or more."),
    }),
    z.strictObject({
      provider: z.literal("gcp"),
      network: z
        .string()
        .regex(/^projects\/[a-z0-9-]+\/global\/networks\/[a-z0-9-]+$/)
        .describe("Full name of the cluster's network."),
    }),
    z.strictObject({
      provider: z.literal("azure"),
      virtualNetworkId: z
        .string()
        .regex(/^\/subscriptions\/[^\s]+$/)
        .describe("Resource id of the cluster's network."),
    }),
  ])
  .optional()
  .describe("Network that the cluster is in. Default: the one that this stack made the cluster with.");

/** A PostgreSQL server of the stack's own cloud. */
export const managedDatabase = z
  .strictObject({
    kind: z.literal("managed"),
    network,
    cidrs: z
      .array(z.string().regex(/^[0-9a-fA-F.:]+\/\d{1,3}$/))
      .min(1)
      .optional()
      .describe(
        "Private addresses of the server: on AWS those of the subnets; on Google Cloud and Azure the first is reserved for it. Default: those that the cluster's network keeps for databases.",
      ),
    instance: z
      .string()
      .optional()
      .describe("Size of the server in the cloud's own word. Default: db.t4g.medium, db-custom-2-8192, Standard_D2ds_v5."),
    storageGb: z.int().min(20).max(16_384).default(32).describe("Size of the disk; it grows by itself where the cloud can."),
    highAvailability: z.boolean().default(true).describe("A second server in another zone takes over."),
    backupDays: z.int().min(7).max(35).default(14).describe("Days that backups are kept."),
    database: word.default("spire").describe("Database to make."),
    user: word.default("spire").describe("Its owner; the password is the secret palisade:spireDatabasePassword."),
    caCertificate: z
      .string()
      .regex(/^-----BEGIN CERTIFICATE-----/)
      .describe("PEM of the CAs that the cloud signs its servers with, as it publishes them for the region."),
  })
  .describe("PostgreSQL of the stack's own cloud: private, encrypted, backed up, over sslmode=verify-full.");
export type DatabaseConfig = z.infer<typeof managedDatabase>;

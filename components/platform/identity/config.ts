import { z } from "zod";
import { managedDatabase } from "../../cloud/database/config.ts";

/** A Go duration in whole hours, minutes and seconds, as SPIRE reads it: `24h`, `1h30m`. */
const duration = z
  .string()
  .regex(/^([0-9]+h)?([0-9]+m)?([0-9]+s)?$/)
  .min(2);

/** Characters that need no quoting in a PostgreSQL connection string. */
const connectionWord = z.string().regex(/^[A-Za-z0-9._-]+$/);

const vaultKeys = z
  .strictObject({
    kind: z.literal("hashicorpVault"),
    address: z.url({ protocol: /^https$/ }).describe("https address of Vault."),
    cidrs: z.array(z.string()).min(1).describe("Addresses the host resolves to."),
    caCertificate: z
      .string()
      .optional()
      .describe("PEM of the CA that signed Vault's certificate. Default: the public CAs of the image."),
    transitPath: z.string().default("transit").describe("Mount path of the transit engine that holds the keys."),
    role: z.string().default("spire-server").describe("Role of Vault's Kubernetes auth method."),
    authMount: z.string().default("kubernetes").describe("Mount path of that auth method, one per cluster."),
    tokenAudience: z.string().default("vault").describe("Audience of the ServiceAccount token that the role accepts."),
  })
  .describe("Signing keys in Vault's transit engine: they never leave it.");

const keyCidrs = z.array(z.string()).min(1);

const cloudKeys = [
  z
    .strictObject({
      kind: z.literal("awsKms"),
      cidrs: keyCidrs.describe("Addresses of KMS as pods resolve it: the subnets of its endpoint in the VPC."),
    })
    .describe("Signing keys in AWS KMS, in the stack's account and region."),
  z
    .strictObject({
      kind: z.literal("gcpKms"),
      keyRing: z
        .string()
        .regex(/^projects\/[a-z0-9-]+\/locations\/[a-z0-9-]+\/keyRings\/[\w-]+$/)
        .describe("Key ring that exists, in full: projects/P/locations/L/keyRings/R."),
      cidrs: keyCidrs
        .default(["199.36.153.4/30"])
        .describe("Addresses of cloudkms.googleapis.com as pods resolve it. Default: restricted.googleapis.com."),
    })
    .describe("Signing keys in Google Cloud KMS."),
  z
    .strictObject({
      kind: z.literal("azureKeyVault"),
      vault: z
        .string()
        .regex(
          /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\w().-]+\/providers\/Microsoft\.KeyVault\/vaults\/[A-Za-z0-9-]{3,24}$/,
        )
        .describe("Resource id of a vault that exists, of this cluster alone, with Azure RBAC and purge protection."),
      cidrs: keyCidrs.describe("Addresses of the vault as pods resolve it: the subnet of its private endpoint."),
    })
    .describe("Signing keys in Azure Key Vault."),
] as const;

const postgres = z
  .strictObject({
    kind: z.literal("postgres"),
    host: connectionWord.describe("Host name, as the server's certificate says it."),
    port: z.int().min(1).max(65535).default(5432).describe("Port of the server."),
    database: connectionWord.default("spire").describe("Database that SPIRE owns."),
    user: connectionWord.default("spire").describe("User of that database."),
    cidrs: z.array(z.string()).min(1).describe("Addresses the host resolves to, for the NetworkPolicy."),
    caCertificate: z.string().describe("PEM of the CA that signed the server's certificate."),
  })
  .describe("External PostgreSQL over sslmode=verify-full; the password is the secret palisade:spireDatabasePassword.");

/** `palisade:identity`: who issues workload identities. */
export const identityConfig = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("spire").describe("SPIRE, run by this program."),
      nodeAttestation: z
        .enum(["k8s_psat", "join_token"])
        .default("k8s_psat")
        .describe("How a node proves itself. join_token admits one node, once, and only on local stacks."),
      replicas: z.int().min(1).max(5).default(1).describe("SPIRE servers; more than one needs the postgres datastore."),
      datastore: z
        .discriminatedUnion("kind", [
          z.strictObject({ kind: z.literal("sqlite"), size: z.string().default("1Gi").describe("Size of the volume.") }),
          postgres,
          managedDatabase,
        ])
        .default({ kind: "sqlite", size: "1Gi" })
        .describe("Where registrations and the bundle are kept."),
      keyManager: z
        .discriminatedUnion("kind", [z.strictObject({ kind: z.literal("disk") }), vaultKeys, ...cloudKeys])
        .default({ kind: "disk" })
        .describe("Where the signing keys live."),
      kubeletVerification: z
        .enum(["skip", "apiServerCA", "hostCert"])
        .default("apiServerCA")
        .describe(
          "How the agent verifies the kubelet it asks about pods: apiServerCA where the cluster's CA signs kubelet certificates, hostCert where kubelets sign their own.",
        ),
      caTtl: duration.default("24h").describe("Life of the CA that signs SVIDs."),
      svidTtl: duration.default("1h").describe("Life of an X.509-SVID."),
      jwtSvidTtl: duration.default("5m").describe("Life of a JWT-SVID."),
    }),
  ])
  .prefault({ kind: "spire" });
export type IdentityConfig = z.infer<typeof identityConfig>;

/** `palisade:identity` of kind `spire`. */
export type SpireConfig = Extract<IdentityConfig, { kind: "spire" }>;

import { z } from "zod";

const vaultKeys = z.strictObject({
  kind: z.literal("hashicorpVault"),
  address: z.url().describe("https address of Vault."),
  cidrs: z.array(z.string()).min(1).describe("Addresses the host resolves to."),
  transitPath: z.string().default("transit"),
  role: z.string().default("spire-server").describe("Role of Vault's Kubernetes auth method."),
});

/** `palisade:identity`: who issues workload identities. */
export const identityConfig = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("spire").describe("SPIRE, run by this program."),
    nodeAttestation: z.enum(["k8s_psat", "join_token"]).default("k8s_psat").describe("join_token admits one node, once, and only on local stacks."),
    replicas: z.int().min(1).max(5).default(1).describe("SPIRE servers; more than one needs the postgres datastore."),
    datastore: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("sqlite"), size: z.string().default("1Gi") }),
      z.strictObject({
        kind: z.literal("postgres"),
        host: z.string(), port: z.int().default(5432), database: z.string().default("spire"), user: z.string().default("spire"),
        cidrs: z.array(z.string()).min(1).describe("Addresses the host resolves to, for the NetworkPolicy."),
        caCertificate: z.string().describe("PEM of the CA that signed the server's certificate."),
      }).describe("External PostgreSQL over sslmode=verify-full; the password is the secret palisade:spireDatabasePassword."),
    ]).default({ kind: "sqlite", size: "1Gi" }),
    keyManager: z.discriminatedUnion("kind", [z.strictObject({ kind: z.literal("disk") }), vaultKeys]).default({ kind: "disk" }).describe("Where the signing keys live."),
    kubeletVerification: z.enum(["skip", "apiServerCA", "hostCert"]).default("apiServerCA").describe("How the agent verifies the kubelet it asks about pods."),
    caTtl: z.string().default("24h"),
    svidTtl: z.string().default("1h"),
    jwtSvidTtl: z.string().default("5m"),
  }),
]).prefault({ kind: "spire" });
export type IdentityConfig = z.infer<typeof identityConfig>;

import { z } from "zod";
import { clusterFields } from "../fields.config.ts";
import { gkeNetwork } from "./network.config.ts";

const cidr = z.string().regex(/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/);
const principal = z.string().regex(/^(user|group|serviceAccount):[^@\s:]+@[^@\s:]+$/);
const attestor = z.string().regex(/^projects\/[a-z][a-z0-9-]{4,28}[a-z0-9]\/attestors\/[a-zA-Z0-9_-]{1,64}$/);

/** Days as RFC 5545 writes them. */
const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

const access = z
  .discriminatedUnion("mode", [
    z.strictObject({
      mode: z
        .literal("dnsEndpoint")
        .describe("Through the cluster's DNS endpoint: Google checks identity and IAM before a byte reaches the API server."),
    }),
    z.strictObject({
      mode: z
        .literal("vpcRunner")
        .describe("From a runner in networks connected to the VPC; the API server has no public address."),
      cidrs: z.array(cidr).min(1).max(50).describe("Private networks of the runners."),
    }),
    z.strictObject({
      mode: z.literal("iapTunnel").describe("Through Identity-Aware Proxy to a host in the VPC, which has no public address."),
      zone: z
        .string()
        .regex(/^[a-z]+-[a-z]+\d{1,2}-[a-z]$/)
        .describe("Zone of the tunnel's host, in the stack's region."),
      machineType: z.string().default("e2-small").describe("Machine type of the tunnel's host."),
      localPort: z.int().min(1024).max(65535).default(8443).describe("Port of the tunnel on the deployer's machine."),
    }),
    z.strictObject({
      mode: z.literal("publicCidrs").describe("A public address that answers these networks only."),
      cidrs: z.array(cidr).min(1).max(50).describe("Public networks of the deployers, each /16 or narrower."),
    }),
  ])
  .describe("How the deployer reaches the API server.");

const pool = (machineType: string, min: number, max: number) =>
  z
    .strictObject({
      machineType: z
        .string()
        .regex(/^[a-z][a-z0-9]*-[a-z0-9-]+$/)
        .default(machineType)
        .describe("Machine type of the nodes, x86-64."),
      min: z.int().min(1).default(min).describe("Fewest nodes, over all zones."),
      max: z.int().min(1).default(max).describe("Most nodes, over all zones."),
      diskGiB: z.int().min(20).max(16384).default(100).describe("Size of each node's boot disk, in GiB."),
    })
    .prefault({});

/** `palisade:cluster` of kind `gke`: Google Kubernetes Engine, standard mode, regional. */
export const gkeConfig = z.strictObject({
  kind: z.literal("gke").describe("Google Kubernetes Engine, made by this stack."),
  ...clusterFields,
  network: gkeNetwork,
  access,
  admins: z.array(principal).min(1).describe("Users, groups or service accounts with all rights in the cluster, as IAM members."),
  groupsDomain: z
    .string()
    .regex(/^[a-z0-9.-]+\.[a-z]{2,}$/)
    .optional()
    .describe("Workspace domain whose groups below gke-security-groups@ are groups of Kubernetes RBAC too."),
  releaseChannel: z.enum(["REGULAR", "STABLE"]).default("STABLE").describe("Which releases Google upgrades the cluster to."),
  maintenance: z
    .strictObject({
      days: z.array(z.enum(DAYS)).min(1).default(["SA", "SU"]).describe("Days on which Google may upgrade."),
      startTime: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
        .default("02:00")
        .describe("Start of the window, UTC."),
      hours: z.int().min(4).max(24).default(6).describe("Length of the window; Google asks for 48 hours in any 32 days."),
    })
    .prefault({}),
  nodes: z
    .strictObject({
      confidential: z.boolean().default(false).describe("Memory encrypted by the processor; needs n2d, c2d or c3d machines."),
      system: pool("e2-standard-2", 2, 4).describe("Nodes of Google's own components."),
      workload: pool("e2-standard-4", 3, 12).describe("Nodes of everything else."),
    })
    .prefault({}),
  registries: z
    .array(
      z.strictObject({
        location: z.string().min(1).describe("Region or multi-region of the repository."),
        repository: z.string().min(1).describe("Its name."),
      }),
    )
    .default([])
    .describe("Artifact Registry repositories of this project that the nodes may pull from."),
  webhookPorts: z
    .array(z.int().min(1).max(65535))
    .min(1)
    .default([8443, 9443])
    .describe(
      "Container ports of admission webhooks; the control plane reaches nodes on 443 and 10250 only without a firewall rule.",
    ),
  binaryAuthorization: z
    .strictObject({
      mode: z.enum(["dryRun", "enforce"]).default("dryRun").describe("Log images that the policy would block, or block them."),
      attestors: z.array(attestor).default([]).describe("Attestors that must all have signed an image."),
      exempt: z
        .array(z.string().min(1))
        .default([])
        .describe("Image name patterns that need no attestation, a * only in their last segment."),
    })
    .prefault({})
    .describe("Admission by signature. The policy is one for the whole project; other clusters of it are only logged."),
  securityPosture: z
    .enum(["BASIC", "ENTERPRISE"])
    .default("BASIC")
    .describe("Depth of Google's posture and vulnerability findings."),
});
export type GkeConfig = z.infer<typeof gkeConfig>;

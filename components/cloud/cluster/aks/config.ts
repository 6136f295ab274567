import { z } from "zod";
import { clusterFields } from "../fields.config.ts";
import { aksNetwork } from "./network.config.ts";

const cidr = z.string().regex(/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const access = z
  .discriminatedUnion("mode", [
    z.strictObject({
      mode: z
        .literal("vpcRunner")
        .describe("From a runner in a network peered with this one; the API server has no public address."),
    }),
    z.strictObject({
      mode: z.literal("bastion").describe("Through Azure Bastion, which checks who asks; the API server has no public address."),
      localPort: z.int().min(1024).max(65535).default(8443).describe("Port of the tunnel on the deployer's machine."),
    }),
    z.strictObject({
      mode: z.literal("publicCidrs").describe("A public address that answers these networks only."),
      cidrs: z.array(cidr).min(1).max(200).describe("Public networks of the deployers, each /16 or narrower."),
    }),
  ])
  .describe("How the deployer reaches the API server.");

const pool = (vmSize: string, min: number, max: number) =>
  z
    .strictObject({
      vmSize: z
        .string()
        .regex(/^Standard_[A-Za-z0-9_-]+$/)
        .default(vmSize)
        .describe("Size of the nodes, x86-64, with a local disk that holds the operating system."),
      min: z.int().min(1).default(min).describe("Fewest nodes, over all zones."),
      max: z.int().min(1).default(max).describe("Most nodes, over all zones."),
      osDiskGiB: z
        .int()
        .min(30)
        .max(2048)
        .default(64)
        .describe("Size of the operating system's disk, in GiB; it fits the local disk."),
    })
    .prefault({});

/** `palisade:cluster` of kind `aks`: Azure Kubernetes Service. */
export const aksConfig = z.strictObject({
  kind: z.literal("aks").describe("Azure Kubernetes Service, made by this stack."),
  ...clusterFields,
  network: aksNetwork,
  access,
  admins: z.array(z.uuid()).min(1).describe("Object ids of the Entra groups with all rights in the cluster."),
  tier: z
    .enum(["Standard", "Premium"])
    .default("Standard")
    .describe("Standard has an uptime guarantee; Premium keeps a version for two years."),
  upgrades: z
    .strictObject({
      cluster: z
        .enum(["patch", "stable"])
        .default("patch")
        .describe("Upgrades of Kubernetes: patches, or the minor version before the newest."),
      nodeImage: z.enum(["NodeImage", "SecurityPatch"]).default("NodeImage").describe("Upgrades of the nodes' operating system."),
      day: z
        .enum(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
        .default("Saturday")
        .describe("Day on which Azure may upgrade Kubernetes; nodes follow on the day after."),
      startTime: time.default("02:00").describe("Start of both windows, UTC."),
      hours: z.int().min(4).max(24).default(6).describe("Length of each window."),
    })
    .prefault({}),
  nodes: z
    .strictObject({
      zones: z
        .array(z.enum(["1", "2", "3"]))
        .min(1)
        .default(["1", "2", "3"])
        .describe("Availability zones of the nodes."),
      fips: z.boolean().default(false).describe("Cryptography of FIPS 140 on the nodes."),
      system: pool("Standard_D4ads_v5", 2, 4).describe("Nodes of the cluster's own add-ons."),
      workload: pool("Standard_D8ads_v5", 3, 12).describe("Nodes of everything else."),
    })
    .prefault({}),
  keyVault: z
    .strictObject({
      name: z
        .string()
        .regex(/^[a-zA-Z](-?[a-zA-Z0-9]){2,23}$/)
        .describe("Name of the vault of the cluster's keys, unique in all of Azure; 3 to 24 characters."),
      publicAccess: z.boolean().default(false).describe("Reach the vault over its public address instead of a private endpoint."),
    })
    .describe("The vault with the keys of Secrets and disks. It cannot be purged before 90 days have passed."),
  logAccount: z
    .string()
    .regex(/^[a-z0-9]{3,24}$/)
    .describe("Storage account that keeps the logs of the control plane beside Log Analytics, unique in all of Azure."),
  registries: z
    .array(
      z
        .string()
        .regex(
          /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\w.()-]+\/providers\/Microsoft\.ContainerRegistry\/registries\/[a-zA-Z0-9]{5,50}$/,
        ),
    )
    .default([])
    .describe("Resource ids of the registries that the nodes may pull from."),
  azurePolicy: z.boolean().default(false).describe("Azure's policy add-on, which brings a Gatekeeper of its own."),
  imageCleanerHours: z.int().min(24).max(2160).default(48).describe("Hours between two sweeps of unused vulnerable images."),
});
export type AksConfig = z.infer<typeof aksConfig>;

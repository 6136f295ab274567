import { z } from "zod";

const cidr = z.string().regex(/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/);
const name = z.string().regex(/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/);

/** A part of a network that somebody else made. */
const part = (what: string) =>
  z.strictObject({ name: name.describe(`Name of the ${what}.`), cidr: cidr.describe("Its addresses.") });

const own = z.strictObject({
  kind: z.literal("own").describe("A VPC of this stack."),
  nodes: cidr.default("10.0.0.0/20").describe("Addresses of nodes and internal load balancers."),
  pods: cidr.default("10.4.0.0/14").describe("Addresses of pods; each node takes a /24 of it."),
  services: cidr.default("10.8.0.0/20").describe("Addresses of Services."),
  controlPlane: cidr.default("10.0.16.0/28").describe("Addresses of the API server's private endpoint, a /28."),
  access: cidr
    .default("10.0.17.0/28")
    .describe("Addresses of the host that the deployer comes through, where `access` makes one."),
  data: cidr.optional().describe("Addresses that Google's services take for managed databases, a /24 or wider; none without it."),
});

const existing = z.strictObject({
  kind: z
    .literal("existing")
    .describe("A VPC of the stack's project that somebody else made, with its way out, its flow logs and private Google access."),
  name: name.describe("Name of the VPC."),
  nodes: part("subnet").describe("Subnet of nodes and internal load balancers, in the stack's region."),
  pods: part("secondary range").describe("Secondary range of that subnet for pods; each node takes a /24 of it."),
  services: part("secondary range").describe("Secondary range of that subnet for Services."),
  controlPlane: part("subnet").describe("Subnet that holds the API server's private endpoint and nothing else, a /28."),
  access: part("subnet")
    .optional()
    .describe("Subnet of the host that the deployer comes through; needed where `access` makes one."),
  data: z
    .strictObject({
      cidr: cidr.describe("Addresses that Google's services take for managed databases, a /24 or wider."),
      connected: z.boolean().default(false).describe("Somebody else reserved them and connected the VPC with Google's services."),
    })
    .optional()
    .describe("Room for managed databases; none without it."),
});

/** `palisade:cluster.network` of kind `gke`. */
export const gkeNetwork = z
  .discriminatedUnion("kind", [own, existing])
  .prefault({ kind: "own" })
  .describe("Where the cluster lives.");
export type GkeNetworkConfig = z.infer<typeof gkeNetwork>;

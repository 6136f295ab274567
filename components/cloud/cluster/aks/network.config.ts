import { z } from "zod";

const cidr = z.string().regex(/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/);

/** A subnet that somebody else made. */
const subnet = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9]([\w.-]{0,78}\w)?$/)
    .describe("Name of the subnet."),
  cidr: cidr.describe("Its addresses."),
});

/** Addresses of the overlay, which are nobody's outside the cluster. */
const overlay = {
  pods: cidr.default("10.244.0.0/16").describe("Overlay addresses of pods, outside the network; each node takes a /24 of it."),
  services: cidr.default("10.41.0.0/16").describe("Addresses of Services, outside the network; the tenth is the cluster's DNS."),
};

const own = z.strictObject({
  kind: z.literal("own").describe("A virtual network of this stack."),
  vnet: cidr.default("10.40.0.0/16").describe("Addresses of the virtual network; the subnets below lie in it."),
  nodes: cidr.default("10.40.0.0/20").describe("Subnet of nodes and internal load balancers."),
  apiServer: cidr.default("10.40.16.0/28").describe("Subnet that the API server answers in, a /28 or wider."),
  endpoints: cidr.default("10.40.17.0/26").describe("Subnet of private endpoints."),
  bastion: cidr.default("10.40.18.0/26").describe("Subnet of Azure Bastion, a /26 or wider, where `access` makes one."),
  data: cidr.optional().describe("Subnet of managed databases, a /28 or wider, which holds nothing else; none without it."),
  ...overlay,
});

const existing = z.strictObject({
  kind: z
    .literal("existing")
    .describe("A virtual network of the stack's subscription that somebody else made, with its rules, flow logs and way out."),
  virtualNetworkId: z
    .string()
    .regex(/^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\w.()-]+\/providers\/Microsoft\.Network\/virtualNetworks\/[\w.-]+$/)
    .describe("Resource id of the network."),
  vnet: cidr.describe("Addresses of the network; the subnets below lie in it."),
  nodes: subnet.describe("Subnet of nodes and internal load balancers, with its own rules and way out."),
  apiServer: subnet.describe("Subnet that the API server answers in, a /28 or wider, delegated to managed clusters."),
  endpoints: subnet.optional().describe("Subnet of private endpoints; needed where the vault has no public address."),
  bastion: z
    .strictObject({ cidr: cidr.describe("Its addresses, a /26 or wider.") })
    .optional()
    .describe("The network's AzureBastionSubnet; needed where `access` makes a Bastion."),
  data: subnet.optional().describe("Subnet of managed databases, delegated to PostgreSQL servers; none without it."),
  outbound: z
    .enum(["natGateway", "routeTable"])
    .default("natGateway")
    .describe("What the subnet of the nodes leaves by: a NAT gateway, or a route to a firewall."),
  vaultZoneId: z
    .string()
    .regex(
      /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\w.()-]+\/providers\/Microsoft\.Network\/privateDnsZones\/privatelink\.vaultcore\.azure\.net$/,
    )
    .optional()
    .describe("Private zone of vaults that the network asks already. Default: the stack makes one and links it."),
  ...overlay,
});

/** `palisade:cluster.network` of kind `aks`. */
export const aksNetwork = z
  .discriminatedUnion("kind", [own, existing])
  .prefault({ kind: "own" })
  .describe("Where the cluster lives.");
export type AksNetworkConfig = z.infer<typeof aksNetwork>;

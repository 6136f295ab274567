import ipaddr from "ipaddr.js";
import type { Cidr } from "../../../../shared/cluster.ts";

/** What a subnet is for; each tier has one subnet per zone. */
export type Tier = "node" | "public" | "controlPlane" | "endpoint" | "data";

export interface SubnetLayout {
  readonly tier: Tier;
  readonly zone: string;
  readonly cidr: Cidr;
}

/** Zones that a network has room for. Fixed, so that a further zone never moves the subnets of the others. */
const ZONE_SLOTS = 4;

/** Small tiers in the order of their slots; append only. */
const SMALL_TIERS: readonly Exclude<Tier, "node">[] = ["public", "controlPlane", "endpoint", "data"];

/** Widest and narrowest VPC: AWS allows no more than a /16, and below a /20 the small subnets have too few addresses. */
export const VPC_PREFIXES = { widest: 16, narrowest: 20 } as const;

/**
 * Subnets of a VPC: its first half holds nodes and pods (an eighth of the VPC a zone), its second half the small tiers
 * (a 64th a zone and tier), so that each can be named exactly in a NetworkPolicy or a security group. Pure.
 */
export function subnetLayout(vpc: Cidr, zones: readonly string[]): readonly SubnetLayout[] {
  const prefix = Number(vpc.split("/")[1]);
  const small = ZONE_SLOTS * SMALL_TIERS.length;
  return zones.flatMap((zone, index) => [
    { tier: "node" as const, zone, cidr: slot(vpc, prefix + 3, index) },
    ...SMALL_TIERS.map((tier, row) => ({ tier, zone, cidr: slot(vpc, prefix + 6, 2 * small + row * ZONE_SLOTS + index) })),
  ]);
}

/** CIDRs of one tier, a zone each. Pure. */
export function tierCidrs(layout: readonly SubnetLayout[], tier: Tier): readonly Cidr[] {
  return layout.filter((subnet) => subnet.tier === tier).map((subnet) => subnet.cidr);
}

/** Address of the VPC's own resolver: the base address plus two. https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html */
export function vpcResolver(vpc: Cidr): string {
  return address(base(vpc) + 2);
}

/** The block of a prefix length at an index, counted from the start of the VPC. */
function slot(vpc: Cidr, prefix: number, index: number): Cidr {
  return `${address(base(vpc) + index * 2 ** (32 - prefix))}/${prefix}`;
}

function base(cidr: Cidr): number {
  return ipaddr.IPv4.networkAddressFromCIDR(cidr).octets.reduce((value, octet) => value * 256 + octet, 0);
}

function address(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}

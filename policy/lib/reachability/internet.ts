import { ALL_ADDRESSES, ALL_IPV4, cidrRange, PRIVATE_CIDRS, sizeOf, type AddressSet } from "./addresses.ts";
import { differenceOf, intersectionOf, intervalSet } from "./intervals.ts";
import { blocksOf, rulesOf } from "./judgePolicy.ts";
import type { Direction, NetworkPolicy } from "./networkPolicy.ts";

/** Not routed on the internet: this network, loopback, link-local, multicast and reserved. Source: RFC 6890. */
const SPECIAL_CIDRS = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3"];

interface Internet {
  readonly addresses: AddressSet;
  /** How many of its addresses are wide, and in words. */
  readonly wide: bigint;
  readonly words: string;
}

/** A /8 is more than any one service has; a /16 of IPv6 is more than a registry gives to anybody. */
const INTERNETS: readonly Internet[] = [
  {
    addresses: differenceOf(ALL_IPV4, addressesOf(...PRIVATE_CIDRS, ...SPECIAL_CIDRS)),
    wide: 1n << 24n,
    words: "a /8 or more of the IPv4 internet",
  },
  // Global unicast. Source: RFC 4291, section 2.4.
  { addresses: addressesOf("2000::/3"), wide: 1n << 112n, words: "a /16 or more of the IPv6 internet" },
];

/** What of the internet a policy opens in a direction, in words; undefined when it is not wide. Blocks of all its rules add up. */
export function internetOpened(policy: NetworkPolicy, direction: Direction): string | undefined {
  const rules = rulesOf(policy).filter((rule) => rule.direction === direction);
  const open = intervalSet(
    rules.flatMap((rule) => (rule.peers === "any" ? ALL_ADDRESSES : blocksOf(rule).flatMap(({ addresses }) => addresses))),
  );
  const wide = INTERNETS.filter((one) => sizeOf(intersectionOf(open, one.addresses)) >= one.wide);
  return wide.length === 0 ? undefined : wide.map(({ words }) => words).join(" and ");
}

function addressesOf(...cidrs: readonly string[]): AddressSet {
  return intervalSet(cidrs.flatMap((cidr) => cidrRange(cidr) ?? []));
}

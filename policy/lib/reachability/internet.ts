import { describeResource, fail } from "../finding.ts";
import type { ResourceRule } from "../rule.ts";
import { ALL_ADDRESSES, ALL_IPV4, cidrRange, PRIVATE_CIDRS, sizeOf, type AddressSet } from "./addresses.ts";
import { differenceOf, intersectionOf, intervalSet } from "./intervals.ts";
import { blocksOf, judgePolicy, rulesOf } from "./judgePolicy.ts";
import { REASON_ANNOTATION, unlessReasoned } from "../reasoned.ts";
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

/** The check of a rule about what of the internet a policy opens in a direction; a written reason lifts it. */
export function judgeInternet(part: RegExp, direction: Direction): ResourceRule["check"] {
  return judgePolicy(part, (policy) => {
    const wide = internetOpened(policy, direction);
    if (wide.length === 0) return [];
    const opened = wide.map(({ words }) => words).join(" and ");
    const text = `its ${direction} opens ${opened}; allowed: the networks that are needed, or the annotation ${REASON_ANNOTATION}`;
    return unlessReasoned(policy.resource, [
      fail(`${describeResource(policy.resource)}: ${text}`, { path: `spec.${direction}` }),
    ]);
  });
}

/** Blocks of all rules add up. */
function internetOpened(policy: NetworkPolicy, direction: Direction): readonly Internet[] {
  const rules = rulesOf(policy).filter((rule) => rule.direction === direction);
  const open = intervalSet(
    rules.flatMap((rule) => (rule.peers === "any" ? ALL_ADDRESSES : blocksOf(rule).flatMap(({ addresses }) => addresses))),
  );
  return INTERNETS.filter((one) => sizeOf(intersectionOf(open, one.addresses)) >= one.wide);
}

function addressesOf(...cidrs: readonly string[]): AddressSet {
  return intervalSet(cidrs.flatMap((cidr) => cidrRange(cidr) ?? []));
}

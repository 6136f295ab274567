import { isList, isRecord, text } from "../plain.ts";
import { ALL_IPV4, asCidr, cidrRange, PRIVATE_CIDRS, sizeOf, type AddressSet } from "../reachability/addresses.ts";
import { differenceOf, intersectionOf, intervalSet } from "../reachability/intervals.ts";
import type { Plain } from "../verdict.ts";

/** Words of Azure for every address. */
const EVERYBODY: readonly string[] = ["*", "any", "internet"];

/** More public addresses than these, of IPv4 (a /8) or IPv6 (a /16), are the internet, in however many blocks they are written. */
const MOST_IPV4 = 2n ** 24n;
const MOST_IPV6 = 2n ** 112n;

/** Whether CIDRs, taken together, hold the internet. What is no CIDR counts as everything: nothing may slip past by its spelling. */
export function isInternet(cidrs: readonly Plain[]): boolean {
  const written = cidrs.map((cidr) => text(cidr)?.trim().toLowerCase() ?? "");
  if (written.some((one) => EVERYBODY.includes(one))) return true;
  const ranges = written.map((one) => cidrRange(asCidr(one)));
  if (ranges.includes(undefined)) return true;
  const open = differenceOf(intervalSet(ranges.filter((range) => range !== undefined)), PRIVATE);
  const ipv4 = sizeOf(intersectionOf(open, ALL_IPV4));
  return ipv4 > MOST_IPV4 || sizeOf(open) - ipv4 > MOST_IPV6;
}

const PRIVATE: AddressSet = intervalSet(PRIVATE_CIDRS.flatMap((cidr) => cidrRange(cidr) ?? []));

/** A list of CIDRs, or of objects with one in the field, that is not the internet; an empty one opens nothing. */
export function isNarrow(field?: string): (value: Plain) => boolean {
  return (value) => isList(value) && !isInternet(value.map((one) => (field !== undefined && isRecord(one) ? one[field] : one)));
}

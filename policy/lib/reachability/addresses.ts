import ipaddr from "ipaddr.js";
import type { Interval, IntervalSet } from "./intervals.ts";

/**
 * Addresses of both families on one number line: IPv4 from 0, IPv6 right after its last address. One interval
 * algebra then serves both, and no interval made from a CIDR ever spans the families.
 */
export type AddressSet = IntervalSet<bigint>;

const IPV4_BITS = 32;
const IPV6_BITS = 128;
const MAPPED_BITS = IPV6_BITS - IPV4_BITS;
const IPV6_START = 1n << BigInt(IPV4_BITS);
const LINE_END = IPV6_START + (1n << BigInt(IPV6_BITS));

export const ALL_IPV4: AddressSet = [{ start: 0n, end: IPV6_START }];
export const ALL_ADDRESSES: AddressSet = [{ start: 0n, end: LINE_END }];

/**
 * Where pods may have their addresses when the cluster does not say: the private ranges.
 * Sources: RFC 1918, RFC 6598 (used by EKS and GKE for pods), RFC 4193.
 */
export const PRIVATE_CIDRS: readonly string[] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"];

/** The addresses of `address/prefix`; host bits are ignored, as the API server ignores them. Undefined when it is no CIDR. */
export function cidrRange(cidr: string): Interval<bigint> | undefined {
  const [address = "", prefix = "", ...rest] = cidr.split("/");
  if (rest.length > 0 || !/^\d{1,3}$/.test(prefix) || !isAddress(address)) return undefined;
  const { parsed, length } = unmapped(ipaddr.parse(address), Number(prefix));
  const bits = parsed.kind() === "ipv4" ? IPV4_BITS : IPV6_BITS;
  const free = bits - length;
  if (free < 0) return undefined;
  const base = bits === IPV4_BITS ? 0n : IPV6_START;
  const start = base + ((numberOf(parsed.toByteArray()) >> BigInt(free)) << BigInt(free));
  return { start, end: start + (1n << BigInt(free)) };
}

interface Prefix {
  readonly parsed: ipaddr.IPv4 | ipaddr.IPv6;
  readonly length: number;
}

/** `::ffff:0.0.0.0/96` is every address of IPv4 to what matches traffic: the libraries of Go read it so. */
function unmapped(parsed: Prefix["parsed"], length: number): Prefix {
  const isMapped = parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress() && length >= MAPPED_BITS;
  return isMapped ? { parsed: parsed.toIPv4Address(), length: length - MAPPED_BITS } : { parsed, length };
}

/** The CIDR of a lone address: /32 or /128. A CIDR is returned as it is. */
export function asCidr(address: string): string {
  if (address.includes("/")) return address;
  return address.includes(":") ? `${address}/${IPV6_BITS}` : `${address}/${IPV4_BITS}`;
}

export function isIpv6(interval: Interval<bigint>): boolean {
  return interval.end > IPV6_START;
}

/** The fewest CIDRs that hold exactly these addresses, ascending, IPv4 first. */
export function cidrsOf(addresses: AddressSet): readonly string[] {
  return addresses.flatMap(({ start, end }) => [
    ...cidrsWithin(start, end < IPV6_START ? end : IPV6_START, IPV4_BITS),
    ...cidrsWithin(start > IPV6_START ? start : IPV6_START, end, IPV6_BITS),
  ]);
}

/** Number of addresses; both families together. */
export function sizeOf(addresses: AddressSet): bigint {
  return addresses.reduce((sum, { start, end }) => sum + end - start, 0n);
}

function cidrsWithin(start: bigint, end: bigint, bits: number): readonly string[] {
  const base = bits === IPV4_BITS ? 0n : IPV6_START;
  const blocks: string[] = [];
  for (let at = start - base; at < end - base;) {
    let free = 0n;
    while (free < bits && at % (2n << free) === 0n && at + (2n << free) <= end - base) free += 1n;
    blocks.push(`${addressText(at, bits)}/${BigInt(bits) - free}`);
    at += 1n << free;
  }
  return blocks;
}

function addressText(value: bigint, bits: number): string {
  const bytes = Array.from({ length: bits / 8 }, (_, at) => Number((value >> BigInt(bits - 8 * (at + 1))) & 0xffn));
  return ipaddr.fromByteArray(bytes).toString();
}

function isAddress(text: string): boolean {
  return text.includes(":") ? !text.includes("%") && ipaddr.IPv6.isValid(text) : ipaddr.IPv4.isValidFourPartDecimal(text);
}

function numberOf(bytes: readonly number[]): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

import ipaddr from "ipaddr.js";
import type { Cidr } from "../shared/cluster.ts";

/** A network in `address/prefix` form, parsed. */
export interface Network {
  readonly address: ipaddr.IPv4 | ipaddr.IPv6;
  readonly prefix: number;
}

/**
 * Addresses that hand out cloud credentials or node configuration to whoever can reach them.
 * Sources: AWS instance metadata, ECS task credentials and EKS Pod Identity; GKE metadata server; Azure IMDS and WireServer.
 */
export const METADATA_ADDRESSES = [
  "169.254.169.254",
  "169.254.169.252",
  "169.254.170.2",
  "169.254.170.23",
  "168.63.129.16",
  "fd00:ec2::254",
  "fd00:ec2::23",
] as const;

const SHAPE = /^([0-9a-fA-F.:]+)\/(0|[1-9]\d{0,2})$/;

/**
 * Parses a CIDR as strictly as the API server does; undefined when it is not one.
 * IPv4-mapped IPv6 addresses and leading zeros are refused: parsers disagree about them.
 */
export function parseNetwork(cidr: Cidr): Network | undefined {
  const [, text, prefixText] = SHAPE.exec(cidr) ?? [];
  if (text === undefined || prefixText === undefined) return undefined;
  const address = parseAddress(text);
  const prefix = Number(prefixText);
  return address === undefined || prefix > width(address) ? undefined : { address, prefix };
}

/** Parses one address, without a prefix. */
export function parseAddress(text: string): Network["address"] | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (!text.includes(":") || !ipaddr.IPv6.isValid(text)) return undefined;
  const address = ipaddr.IPv6.parse(text);
  return address.isIPv4MappedAddress() ? undefined : address;
}

/** True when nothing is set to the right of the prefix. */
export function isNetworkAddress(network: Network): boolean {
  return networkAddress(network) === network.address.toString();
}

/** The CIDR with its host bits cleared: what was probably meant. */
export function networkOf(network: Network): Cidr {
  return `${networkAddress(network)}/${network.prefix}`;
}

/** True for a single address: /32 or /128. */
export function isSingleAddress(cidr: Cidr): boolean {
  const network = parseNetwork(cidr);
  return network !== undefined && network.prefix === width(network.address);
}

/** `address/32` or `address/128`. */
export function hostNetwork(address: string): Cidr {
  return address.includes(":") ? `${address}/128` : `${address}/32`;
}

/** True when every address of `inner` is in `outer`. */
export function contains(outer: Network, inner: Network): boolean {
  if (outer.address.kind() !== inner.address.kind() || inner.prefix < outer.prefix) return false;
  return inner.address.match(outer.address, outer.prefix);
}

/** Metadata addresses inside a CIDR and outside its exceptions. */
export function metadataIn(cidr: Cidr, except: readonly Cidr[] = []): readonly string[] {
  return METADATA_ADDRESSES.filter((address) => covers(cidr, address) && !except.some((excluded) => covers(excluded, address)));
}

function covers(cidr: Cidr, address: string): boolean {
  const [outer, inner] = [parseNetwork(cidr), parseNetwork(hostNetwork(address))];
  return outer !== undefined && inner !== undefined && contains(outer, inner);
}

function width(address: Network["address"]): number {
  return address.kind() === "ipv4" ? 32 : 128;
}

function networkAddress({ address, prefix }: Network): string {
  const cidr = `${address.toString()}/${prefix}`;
  return (address.kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6).networkAddressFromCIDR(cidr).toString();
}

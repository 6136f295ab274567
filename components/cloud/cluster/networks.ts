import { contains, isNetworkAddress, networkOf, parseNetwork } from "../../flow/addresses.ts";
import type { Cidr } from "../../shared/cluster.ts";
import type { Problem } from "../../shared/problem.ts";

/** Private networks: RFC 1918, and the shared space of RFC 6598, which clouds lend to pods. */
const PRIVATE: readonly Cidr[] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/** Widest network that may be let in from the internet: forty of them are still not a thousandth of it. */
const WIDEST_PUBLIC = 16;

/** A network of a stack, with the place it was written at. */
export interface NamedNetwork {
  readonly path: string;
  readonly cidr: Cidr;
}

/** Networks of a list, each with its place in it. */
export function namedNetworks(path: string, cidrs: readonly Cidr[]): readonly NamedNetwork[] {
  return cidrs.map((cidr, index) => ({ path: `${path}[${index}]`, cidr }));
}

/** True when an address is in both. */
export function overlap(a: Cidr, b: Cidr): boolean {
  return within(a, b) || within(b, a);
}

/** True when every address of `inner` is in `outer`. */
export function within(inner: Cidr, outer: Cidr): boolean {
  const [small, large] = [parseNetwork(inner), parseNetwork(outer)];
  return small !== undefined && large !== undefined && contains(large, small);
}

/** A network of our own is written exactly and is private. */
export function privateNetworkProblems({ path, cidr }: NamedNetwork): readonly Problem[] {
  const malformed = malformedProblems({ path, cidr });
  if (malformed.length > 0 || PRIVATE.some((block) => within(cidr, block))) return malformed;
  return [
    {
      path,
      given: `was ${cidr}`,
      allowed: `networks of the stack lie in ${PRIVATE.join(", ")}`,
      change: "choose a private network",
    },
  ];
}

/** A network that is let in from the internet: exact, public, and so narrow that no few of them add up to everybody. */
export function publicNetworkProblems({ path, cidr }: NamedNetwork): readonly Problem[] {
  const malformed = malformedProblems({ path, cidr });
  if (malformed.length > 0) return malformed;
  if (Number(cidr.split("/")[1]) < WIDEST_PUBLIC) {
    const change = "name the networks that deployers come from; two halves of the internet are the internet too";
    return [{ path, given: `was ${cidr}`, allowed: `a network from the internet is /${WIDEST_PUBLIC} or narrower`, change }];
  }
  if (!PRIVATE.some((block) => overlap(cidr, block))) return [];
  const allowed = "the public address is only ever called from public addresses";
  return [{ path, given: `was ${cidr}, which is private`, allowed, change: "name the address that deployers appear under" }];
}

/** Every pair that shares an address: one of the two could not be reached. */
export function overlapProblems(networks: readonly NamedNetwork[]): readonly Problem[] {
  return networks.flatMap((network, index) =>
    networks
      .slice(0, index)
      .filter((earlier) => overlap(earlier.cidr, network.cidr))
      .map((earlier) => ({
        path: network.path,
        given: `${network.cidr} overlaps ${earlier.cidr} of ${earlier.path}`,
        allowed: "networks that talk to each other share no address",
        change: "choose networks that lie beside each other",
      })),
  );
}

function malformedProblems({ path, cidr }: NamedNetwork): readonly Problem[] {
  const network = parseNetwork(cidr);
  if (network !== undefined && isNetworkAddress(network)) return [];
  const change = network === undefined ? "write it as address/prefix" : `write ${networkOf(network)}`;
  return [{ path, given: `was ${cidr}`, allowed: "a network is its first address and a prefix", change }];
}

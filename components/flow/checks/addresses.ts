import type { Cidr } from "../../shared/cluster.ts";
import type { Problem } from "../../shared/problem.ts";
import { contains, isNetworkAddress, METADATA_ADDRESSES, metadataIn, networkOf, parseNetwork } from "../addresses.ts";
import { describeFlow } from "../describe.ts";
import type { CidrEndpoint, Endpoint, Flow } from "../graph.ts";
import type { FlowCheck } from "./flowCheck.ts";

/** Longest prefixes that are broad: from here on a network needs a reason. */
const BROAD_PREFIX = { ipv4: 16, ipv6: 48 } as const;

/** Addresses are networks, no broader than said, and never lead to cloud credentials. */
export function addressProblems(flow: Flow, check: FlowCheck): readonly Problem[] {
  const path = `flow ${describeFlow(flow)}`;
  return [flow.from, flow.to].flatMap((end) => {
    const invalid = cidrsOf(end, check).flatMap((cidr) => cidrProblems(path, cidr));
    if (invalid.length > 0) return invalid;
    return [
      ...metadataProblems(path, end, check),
      ...(end.kind === "cidr" ? [...breadthProblems(path, end), ...exceptProblems(path, end)] : []),
    ];
  });
}

/** Every CIDR an end stands for. */
function cidrsOf(end: Endpoint, { peers }: FlowCheck): readonly Cidr[] {
  switch (end.kind) {
    case "cidr":
      return [end.cidr, ...(end.except ?? [])];
    case "cloudService":
    case "externalHost":
      return end.cidrs;
    case "dns":
    case "kubeApi":
    case "apiServerToWebhook":
    case "nodes":
      return peers[end.kind].cidrs;
    default:
      return [];
  }
}

function cidrProblems(path: string, cidr: Cidr): readonly Problem[] {
  const network = parseNetwork(cidr);
  if (network === undefined) {
    return [
      {
        path,
        given: `${JSON.stringify(cidr)} is not a CIDR`,
        allowed: "an IPv4 or IPv6 network as address/prefix",
        change: "correct it, for example 10.1.2.0/24",
      },
    ];
  }
  if (isNetworkAddress(network)) return [];
  return [
    {
      path,
      given: `${cidr} has bits set after its prefix`,
      allowed: "a network address",
      change: `write ${networkOf(network)}, or a longer prefix for fewer addresses`,
    },
  ];
}

function breadthProblems(path: string, { cidr, why }: CidrEndpoint): readonly Problem[] {
  const network = parseNetwork(cidr);
  if (network === undefined || why !== undefined || network.prefix > BROAD_PREFIX[network.address.kind()]) return [];
  return [
    {
      path,
      given: `${cidr} is broad and says no reason`,
      allowed: `prefixes longer than /${BROAD_PREFIX[network.address.kind()]}, or a reason`,
      change: "narrow it or add why",
    },
  ];
}

function exceptProblems(path: string, { cidr, except = [] }: CidrEndpoint): readonly Problem[] {
  return except
    .filter((excluded) => !isProperPart(cidr, excluded))
    .map((excluded) => ({
      path,
      given: `except ${excluded} is not a part of ${cidr}`,
      allowed: "exceptions are smaller networks inside the CIDR",
      change: "correct or remove the exception",
    }));
}

function isProperPart(cidr: Cidr, part: Cidr): boolean {
  const [outer, inner] = [parseNetwork(cidr), parseNetwork(part)];
  return outer !== undefined && inner !== undefined && contains(outer, inner) && inner.prefix > outer.prefix;
}

/** DNS is left out: a cloud may answer DNS at its metadata address, and port 53 serves no credentials. */
function metadataProblems(path: string, end: Endpoint, check: FlowCheck): readonly Problem[] {
  if (end.kind === "cloudCredentials") return credentialsProblems(path, end.address);
  if (end.kind === "dns") return [];
  const reached =
    end.kind === "cidr" ? metadataIn(end.cidr, end.except) : cidrsOf(end, check).flatMap((cidr) => metadataIn(cidr));
  if (reached.length === 0) return [];
  return [
    {
      path,
      given: `reaches ${[...new Set(reached)].join(", ")}, which can hand out cloud credentials`,
      allowed: "only a flow made from a cloud edge leads there",
      change: end.kind === "cidr" ? "except these addresses" : "name narrower CIDRs",
    },
  ];
}

function credentialsProblems(path: string, address: string): readonly Problem[] {
  if ((METADATA_ADDRESSES as readonly string[]).includes(address)) return [];
  return [
    {
      path,
      given: `${JSON.stringify(address)} is not known to serve cloud credentials`,
      allowed: METADATA_ADDRESSES.join(", "),
      change: "name one of them",
    },
  ];
}

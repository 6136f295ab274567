import type { Problem } from "../../shared/problem.ts";
import type { FlowGraph, NodeIdentity, WorkloadNode } from "../graph.ts";
import { repeated } from "./nodes.ts";

/** Segments of a SPIFFE ID path: letters, digits, dot, dash and underscore, never `.` or `..`. https://github.com/spiffe/spiffe/blob/main/standards/SPIFFE-ID.md#22-path */
const PATH = /^(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._-]+)+$/;
const TRUST_DOMAIN = /^[a-z0-9._-]{1,255}$/;
const DNS_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** Identities that can be issued: one workload for each path, and nothing SPIRE would refuse or keep for itself. */
export function identityProblems(graph: FlowGraph): readonly Problem[] {
  const identified = graph.nodes.flatMap((node) => (node.identity === undefined ? [] : [{ node, identity: node.identity }]));
  return [
    ...trustDomainProblems("trust domain", graph.trustDomain),
    ...repeated(identified.map(({ identity }) => identity.path)).map((path) => shared(path, identified)),
    ...identified.flatMap(({ node, identity }) => [
      ...pathProblems(node, identity),
      ...lifetimeProblems(node, identity),
      ...identity.dnsNames.filter((name) => !DNS_NAME.test(name)).map((name) => badDnsName(node, name)),
      ...identity.federatesWith.flatMap((domain) => trustDomainProblems(`workload ${node.key} identity.federatesWith`, domain)),
    ]),
  ];
}

function trustDomainProblems(path: string, domain: string): readonly Problem[] {
  if (TRUST_DOMAIN.test(domain)) return [];
  return [
    {
      path,
      given: `${JSON.stringify(domain)} is not a trust domain`,
      allowed: "lower-case letters, digits, dot, dash and underscore, at most 255",
      change: "write the name without spiffe:// and without a path",
    },
  ];
}

function shared(path: string, identified: readonly { readonly node: WorkloadNode; readonly identity: NodeIdentity }[]): Problem {
  const keys = identified.filter(({ identity }) => identity.path === path).map(({ node }) => node.key);
  return {
    path: `identity ${path}`,
    given: `is claimed by ${keys.join(" and ")}`,
    allowed: "a SPIFFE ID names one workload",
    change: "give each workload a path of its own",
  };
}

function pathProblems({ key }: WorkloadNode, { path }: NodeIdentity): readonly Problem[] {
  const where = `workload ${key} identity.path`;
  if (!PATH.test(path)) {
    return [
      {
        path: where,
        given: `${JSON.stringify(path)} is not a SPIFFE path`,
        allowed: "segments of letters, digits, dot, dash and underscore, each after a slash",
        change: "write for example /ns/gateway/sa/precinct-gateway",
      },
    ];
  }
  if (path !== "/spire" && !path.startsWith("/spire/")) return [];
  return [
    { path: where, given: `${path} is reserved`, allowed: "/spire belongs to SPIRE itself", change: "choose another path" },
  ];
}

function lifetimeProblems({ key }: WorkloadNode, { ttlSeconds, jwtTtlSeconds }: NodeIdentity): readonly Problem[] {
  return Object.entries({ ttlSeconds, jwtTtlSeconds })
    .filter(([, seconds]) => seconds !== undefined && !(Number.isInteger(seconds) && seconds > 0))
    .map(([field, seconds]) => ({
      path: `workload ${key} identity.${field}`,
      given: `${seconds} is not a lifetime`,
      allowed: "a whole number of seconds above 0",
      change: "correct it, or leave it out for the server's default",
    }));
}

function badDnsName({ key }: WorkloadNode, name: string): Problem {
  return {
    path: `workload ${key} identity.dnsNames`,
    given: `${JSON.stringify(name)} is not a DNS name`,
    allowed: "lower-case labels of at most 63 letters, digits and dashes",
    change: "correct the name",
  };
}

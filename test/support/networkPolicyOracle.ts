import { BlockList, isIPv6 } from "node:net";

/**
 * A second opinion on NetworkPolicy, written straight from the API documentation and as slow as it likes: it takes the
 * objects as written and answers one question about one pair of ends, one protocol and one port.
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export interface OraclePod {
  readonly namespace: string;
  readonly namespaceLabels: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly { readonly name?: string; readonly containerPort: number; readonly protocol?: string }[];
  readonly hostNetwork?: boolean;
}

export interface OraclePolicy {
  readonly namespace: string;
  readonly spec: {
    readonly podSelector: OracleSelector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly { readonly from?: readonly OraclePeer[]; readonly ports?: readonly OraclePort[] }[];
    readonly egress?: readonly { readonly to?: readonly OraclePeer[]; readonly ports?: readonly OraclePort[] }[];
  };
}

export interface OracleSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
}

export interface OraclePeer {
  readonly podSelector?: OracleSelector;
  readonly namespaceSelector?: OracleSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface OraclePort {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

/** A pod, or the address of something that is not a pod. */
export type OracleEnd = OraclePod | string;

export interface OracleQuestion {
  readonly from: OracleEnd;
  readonly to: OracleEnd;
  readonly protocol: string;
  readonly port: number;
}

/** Whether the connection is allowed. Two ends that are the same object are the same pod. */
export function oracleAllows(policies: readonly OraclePolicy[], { from, to, protocol, port }: OracleQuestion): boolean {
  if (from === to) return true;
  const wanted = { protocol, port, destination: to };
  return (
    sideAllows(policies, "egress", { subject: from, peer: to, wanted }) &&
    sideAllows(policies, "ingress", { subject: to, peer: from, wanted })
  );
}

interface Side {
  readonly subject: OracleEnd;
  readonly peer: OracleEnd;
  readonly wanted: { readonly protocol: string; readonly port: number; readonly destination: OracleEnd };
}

function sideAllows(
  policies: readonly OraclePolicy[],
  direction: "ingress" | "egress",
  { subject, peer, wanted }: Side,
): boolean {
  if (typeof subject === "string" || subject.hostNetwork === true) return true;
  const selecting = policies.filter(
    (policy) =>
      policy.namespace === subject.namespace &&
      matches(policy.spec.podSelector, subject.labels) &&
      typesOf(policy).includes(direction),
  );
  if (selecting.length === 0) return true;
  return selecting.some((policy) => {
    const rules = direction === "ingress" ? policy.spec.ingress : policy.spec.egress;
    return (rules ?? []).some((rule) => {
      const peers = "from" in rule ? rule.from : "to" in rule ? rule.to : undefined;
      const peerMatches = peers === undefined || peers.length === 0 || peers.some((candidate) => peerIs(candidate, policy, peer));
      const portMatches =
        rule.ports === undefined || rule.ports.length === 0 || rule.ports.some((candidate) => portIs(candidate, wanted));
      return peerMatches && portMatches;
    });
  });
}

function typesOf({ spec }: OraclePolicy): readonly string[] {
  if (spec.policyTypes !== undefined && spec.policyTypes.length > 0) return spec.policyTypes.map((type) => type.toLowerCase());
  return (spec.egress ?? []).length > 0 ? ["ingress", "egress"] : ["ingress"];
}

function peerIs(candidate: OraclePeer, policy: OraclePolicy, peer: OracleEnd): boolean {
  if (candidate.ipBlock !== undefined) {
    const { cidr, except = [] } = candidate.ipBlock;
    return typeof peer === "string" && inCidr(peer, cidr) && !except.some((hole) => inCidr(peer, hole));
  }
  if (typeof peer === "string" || peer.hostNetwork === true) return false;
  const rightNamespace =
    candidate.namespaceSelector === undefined
      ? peer.namespace === policy.namespace
      : matches(candidate.namespaceSelector, peer.namespaceLabels);
  return rightNamespace && matches(candidate.podSelector ?? {}, peer.labels);
}

function portIs(candidate: OraclePort, { protocol, port, destination }: Side["wanted"]): boolean {
  if ((candidate.protocol ?? "TCP") !== protocol) return false;
  if (candidate.port === undefined) return true;
  if (typeof candidate.port === "string") {
    if (typeof destination === "string") return false;
    return destination.ports.some(
      (own) => own.name === candidate.port && (own.protocol ?? "TCP") === protocol && own.containerPort === port,
    );
  }
  return candidate.endPort === undefined ? port === candidate.port : candidate.port <= port && port <= candidate.endPort;
}

function matches({ matchLabels = {}, matchExpressions = [] }: OracleSelector, labels: Readonly<Record<string, string>>): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const present = key in labels;
      const listed = present && values.includes(labels[key] ?? "");
      return { In: listed, NotIn: !listed, Exists: present, DoesNotExist: !present }[operator];
    })
  );
}

function inCidr(address: string, cidr: string): boolean {
  const [network = "", prefix = ""] = cidr.split("/");
  if (isIPv6(network) !== isIPv6(address)) return false;
  const family = isIPv6(address) ? "ipv6" : "ipv4";
  const list = new BlockList();
  list.addSubnet(network, Number(prefix), family);
  return list.check(address, family);
}

import { describeResource, fail, unknown } from "../finding.ts";
import type { ResourceRule, RuleContext } from "../rule.ts";
import type { Finding } from "../verdict.ts";
import { NAMESPACE_NAME_LABEL } from "./cluster.ts";
import {
  readNetworkPolicy,
  type BlockPeer,
  type Direction,
  type NetworkPolicy,
  type PodsPeer,
  type PolicyPeer,
  type PolicyRule,
} from "./networkPolicy.ts";
import { namesNothing, SELECT_ALL } from "./selector.ts";

/** A part of a policy that a rule judges, and the paths it stands at. */
export const PART = {
  anyPeer: /^(spec(\.(ingress|egress)(\[\d+\](\.(from|to)\b.*)?)?)?)?$/,
  egressPeer: /^(spec(\.egress(\[\d+\](\.to\b.*)?)?)?)?$/,
  anyPort: /^(spec(\.(ingress|egress)(\[\d+\](\.ports\b.*)?)?)?)?$/,
  egress: /^(spec(\.egress\b.*)?)?$/,
  ingressPeer: /^(spec(\.ingress(\[\d+\](\.from\b.*)?)?)?)?$/,
  allRules: /^(spec(\.(podSelector|ingress|egress)\b.*)?)?$/,
} as const;

/** The check of a rule about one NetworkPolicy: a finding for what of its part cannot be read, and the judgement of the rest. */
export function judgePolicy(
  part: RegExp,
  judge: (policy: NetworkPolicy, params: RuleContext["params"]) => readonly Finding[],
): ResourceRule["check"] {
  return (resource, { params }) => {
    const policy = readNetworkPolicy(resource);
    const unread = policy.issues.filter(({ path }) => part.test(path));
    return [
      ...unread.map(({ verdict, message, path }) =>
        (verdict === "fail" ? fail : unknown)(`${describeResource(resource)}: ${message}`, { path }),
      ),
      ...judge(policy, params),
    ];
  };
}

/** A rule of a policy and the direction it opens; only of directions in which the policy isolates. */
export interface DirectedRule extends PolicyRule {
  readonly direction: Direction;
}

export function rulesOf({ ingress = [], egress = [] }: NetworkPolicy): readonly DirectedRule[] {
  return [
    ...ingress.map((rule) => ({ ...rule, direction: "ingress" as const })),
    ...egress.map((rule) => ({ ...rule, direction: "egress" as const })),
  ];
}

/** Peers that are pods and name none of them: every pod of the namespaces they select. */
export function unnamedPods(rule: PolicyRule): readonly PodsPeer[] {
  return namedPeers(rule)
    .filter((peer) => peer.kind === "pods")
    .filter(({ pods }) => namesNothing(pods ?? SELECT_ALL));
}

/** Whether a peer takes namespaces that it does not name. */
export function selectsUnnamedNamespaces({ namespaces }: PodsPeer): boolean {
  return namespaces !== undefined && namesNothing(namespaces, NAMESPACE_NAME_LABEL);
}

/** Peers that the rule names; none when it allows every peer. */
export function namedPeers({ peers }: PolicyRule): readonly PolicyPeer[] {
  return peers === "any" ? [] : peers;
}

export function blocksOf(rule: PolicyRule): readonly BlockPeer[] {
  return namedPeers(rule).filter((peer) => peer.kind === "block");
}

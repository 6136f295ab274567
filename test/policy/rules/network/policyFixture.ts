import { expect, it } from "vitest";
import type { ResourceRule } from "../../../../policy/lib/rule.ts";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { defaultsOf } from "../cases.ts";
import { networkPolicyObject, workloadObject } from "../../../support/kubernetesObjects.ts";

export const NAME = "kubernetes.io/metadata.name";
export const named = (name: string): Plain => ({ matchLabels: { [NAME]: name } });
export const expressions = (...matchExpressions: readonly Plain[]): Plain => ({ matchExpressions });
export const DB: Plain = { namespaceSelector: named("data"), podSelector: { matchLabels: { app: "db" } } };
export const KUBE_DNS: Plain = {
  namespaceSelector: named("kube-system"),
  podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
};
export const DNS_PORTS = [
  { protocol: "UDP", port: 53 },
  { protocol: "TCP", port: 53 },
];
export const block = (cidr: Plain, ...except: readonly string[]): Plain => ({
  ipBlock: except.length === 0 ? { cidr } : { cidr, except },
});

/** The known-good policy, with its egress or ingress rules replaced. */
export const policy = ({ ingress, egress }: { readonly ingress?: Plain; readonly egress?: Plain }): Plain => ({
  podSelector: { matchLabels: { app: "web" } },
  policyTypes: ["Ingress", "Egress"],
  ingress: ingress ?? [{ from: [DB], ports: [{ port: 8080 }] }],
  egress: egress ?? [
    { to: [DB], ports: [{ port: 5432 }] },
    { to: [KUBE_DNS], ports: DNS_PORTS },
  ],
});
export const to = (...peers: readonly Plain[]): Plain => policy({ egress: [{ to: peers, ports: [{ port: 443 }] }] });

/** What a rule says of the spec of NetworkPolicy shop/web. */
export function check(rule: ResourceRule, spec: Plain, annotations?: Readonly<Record<string, string>>): readonly string[] {
  return rule
    .check(networkPolicyObject("shop/web", spec, annotations), { profile: "prod", params: defaultsOf(rule) })
    .map(({ verdict, message }) => `${verdict}: ${message}`);
}

/** What holds for every rule about NetworkPolicies. */
export function judgesNetworkPolicies(rule: ResourceRule): void {
  it("passes the known-good policy and a default deny", () => {
    expect(check(rule, policy({}))).toEqual([]);
    expect(check(rule, { podSelector: {}, policyTypes: ["Ingress", "Egress"] })).toEqual([]);
  });
  it("is about NetworkPolicies", () => {
    expect(rule.appliesTo(networkPolicyObject("shop/web", policy({})))).toBe(true);
    expect(rule.appliesTo(workloadObject({ key: "shop/web" }))).toBe(false);
  });
  it("cannot judge a spec that is not known, and refuses one that is a list", () => {
    expect(check(rule, UNKNOWN)).toContain("unknown: NetworkPolicy shop/web: spec is not known before deployment");
    expect(check(rule, [])).toContain("fail: NetworkPolicy shop/web: spec is []; allowed is an object");
  });
}

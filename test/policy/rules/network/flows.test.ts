import { describe, expect, it } from "vitest";
import type { WorldRule } from "../../../../policy/lib/rule.ts";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { buildWorld } from "../../../../policy/lib/world.ts";
import { netpolDefaultDeny } from "../../../../policy/rules/network/netpol-default-deny.ts";
import { netpolPlainFlow } from "../../../../policy/rules/network/netpol-plain-flow.ts";
import { networkpolicyEnforced } from "../../../../policy/rules/network/networkpolicy-enforced.ts";
import { oneMtlsOwner } from "../../../../policy/rules/network/one-mtls-owner.ts";
import { kubernetesResource, namespaceObject, networkPolicyObject, workloadObject } from "../../../support/kubernetesObjects.ts";
import { declaredWorld, FLOWS, type WorldChanges } from "../../lib/reachability/declaredFixture.ts";

function check(rule: WorldRule, changes: WorldChanges = {}): readonly string[] {
  const params: Readonly<Record<string, Plain>> = Object.fromEntries(
    Object.entries(rule.params ?? {}).map(([name, param]) => [name, param.default]),
  );
  return rule.check(declaredWorld(changes), { profile: "prod", params }).map(({ verdict, message }) => `${verdict}: ${message}`);
}

const UNREADABLE = "unknown: flows: graph is not known before deployment, so the declared flows are not known";

describe.each([netpolPlainFlow, networkpolicyEnforced, oneMtlsOwner].map((rule) => [rule.name, rule] as const))(
  "%s",
  (_name, rule) => {
    it("passes the known-good world, and is about stacks that declare flows", () => {
      expect(check(rule)).toEqual([]);
      expect(rule.appliesTo(declaredWorld())).toBe(true);
      expect(rule.appliesTo(buildWorld([namespaceObject("shop")]))).toBe(false);
    });
    it("cannot judge a graph that is not known", () => {
      expect(
        check(rule, { graph: { enforcement: UNKNOWN } }).map((message) => message.replace("graph.enforcement", "graph")),
      ).toEqual([UNREADABLE]);
    });
  },
);

describe("networkpolicy-enforced", () => {
  it("fails where nothing enforces, from dev on", () => {
    expect(check(networkpolicyEnforced, { graph: { enforcement: { engine: "none", ipBlockMatchesPods: true } } })).toEqual([
      "fail: nothing in this cluster enforces NetworkPolicies (engine none), so every pod reaches everything; allowed: an engine that does",
    ]);
    expect(networkpolicyEnforced.level).toEqual({ local: "disabled", dev: "advisory", staging: "mandatory", prod: "mandatory" });
  });
});

describe("netpol-plain-flow [P-49]", () => {
  const plain = { by: "plain", reason: "old client", reference: "ADR 7" };
  it("fails on a plain flow between workloads, from dev on", () => {
    expect(check(netpolPlainFlow, { flows: { cache: { ...FLOWS.cache, authentication: plain } } })).toEqual([
      "fail: flow gateway/proxy -> data/cache (sessions) is plain; allowed between workloads: spiffe, istio, linkerd or tls",
    ]);
    expect(netpolPlainFlow.level).toEqual({ local: "disabled", dev: "advisory", staging: "mandatory", prod: "mandatory" });
  });
  it("passes TLS with a reason", () => {
    expect(check(netpolPlainFlow, { flows: { cache: { ...FLOWS.cache, authentication: { ...plain, by: "tls" } } } })).toEqual([]);
  });
});

describe("one-mtls-owner [P-129]", () => {
  const inMesh = {
    gateway: namespaceObject("gateway", { "istio-injection": "enabled" }),
    data: namespaceObject("data", { "istio-injection": "enabled" }),
  };
  const double =
    "fail: flow gateway/proxy -> data/cache is owned by spiffe, but gateway/proxy and data/cache are both in the istio mesh; allowed: one owner";

  it("fails on a path with two owners, on the ports they share", () => {
    const again = { ...FLOWS.cache, ports: [{ port: 6379, endPort: 6380 }], authentication: { by: "istio" } };
    expect(check(oneMtlsOwner, { flows: { again } })).toEqual([
      "fail: flow gateway/proxy -> data/cache has two owners of its mTLS on TCP 6379, spiffe and istio; allowed: one",
    ]);
  });
  it("passes two owners on different ports, and one owner twice", () => {
    const other = { ...FLOWS.cache, ports: [{ port: 6380 }], authentication: { by: "istio" } };
    expect(check(oneMtlsOwner, { flows: { other, twice: FLOWS.cache } })).toEqual([]);
  });
  it("fails on a SPIFFE path between two pods in a mesh", () => {
    expect(check(oneMtlsOwner, { objects: inMesh })).toEqual([double]);
    const ambient = { "istio.io/dataplane-mode": "ambient" };
    expect(check(oneMtlsOwner, { objects: { gateway: namespaceObject("gateway", ambient), data: inMesh.data } })).toEqual([
      double,
    ]);
  });
  it("passes when one end is outside the mesh, by its namespace or by its own label", () => {
    expect(check(oneMtlsOwner, { objects: { gateway: inMesh.gateway } })).toEqual([]);
    const out = workloadObject({
      key: "data/cache",
      kind: "StatefulSet",
      labels: { app: "cache", "sidecar.istio.io/inject": "false" },
    });
    expect(check(oneMtlsOwner, { objects: { ...inMesh, cache: out } })).toEqual([]);
  });
  it("passes a path in the mesh that the mesh owns", () => {
    expect(
      check(oneMtlsOwner, { objects: inMesh, flows: { cache: { ...FLOWS.cache, authentication: { by: "istio" } } } }),
    ).toEqual([]);
  });
});

describe("netpol-default-deny [P-44] [P-101] [P-11]", () => {
  const none = (direction: string, namespace = "data") =>
    `namespace ${namespace} has no NetworkPolicy that denies all ${direction}; allowed: an empty podSelector, both policyTypes and no rules`;
  const deny = (spec: Plain): WorldChanges => ({ policies: { "data/deny": spec } });

  it("passes one policy for both directions, and one for each", () => {
    expect(check(netpolDefaultDeny)).toEqual([]);
    const halves = {
      "data/deny": { podSelector: {}, policyTypes: ["Ingress"] },
      "data/deny-egress": { podSelector: {}, policyTypes: ["Egress"], egress: [] },
    };
    expect(check(netpolDefaultDeny, { policies: halves })).toEqual([]);
  });
  it.each<[string, WorldChanges, readonly string[]]>([
    ["no policy", deny(undefined), [`fail: ${none("ingress")}`, `fail: ${none("egress")}`]],
    ["one direction", deny({ podSelector: {}, policyTypes: ["Ingress"] }), [`fail: ${none("egress")}`]],
    ["policyTypes left to default", deny({ podSelector: {} }), [`fail: ${none("egress")}`]],
    [
      "some pods only",
      deny({ podSelector: { matchLabels: { app: "cache" } }, policyTypes: ["Ingress", "Egress"] }),
      [`fail: ${none("ingress")}`, `fail: ${none("egress")}`],
    ],
    [
      "a rule beside it",
      deny({ podSelector: {}, policyTypes: ["Ingress", "Egress"], ingress: [{}] }),
      [`fail: ${none("ingress")}`],
    ],
    [
      "a selector not known yet",
      deny({ podSelector: UNKNOWN, policyTypes: ["Ingress", "Egress"] }),
      [`unknown: ${none("ingress")}`, `unknown: ${none("egress")}`],
    ],
    [
      "a namespace that only pods name",
      { objects: { stray: workloadObject({ key: "lab/stray" }) } },
      [`fail: ${none("ingress", "lab")}`, `fail: ${none("egress", "lab")}`],
    ],
    [
      "an empty namespace",
      { objects: { empty: namespaceObject("empty") } },
      [`fail: ${none("ingress", "empty")}`, `fail: ${none("egress", "empty")}`],
    ],
  ])("fails on %s", (_case, changes, expected) => {
    expect(check(netpolDefaultDeny, changes)).toEqual(expected);
  });
  it("leaves out the namespaces of the cluster, and pods that no policy holds", () => {
    const objects = {
      system: namespaceObject("kube-system"),
      agent: workloadObject({ key: "lab/agent", kind: "DaemonSet", hostNetwork: true }),
    };
    expect(check(netpolDefaultDeny, { objects })).toEqual([]);
  });
  it("applies to worlds with namespaces or pods", () => {
    expect(netpolDefaultDeny.appliesTo(buildWorld([workloadObject({ key: "shop/web" })]))).toBe(true);
    const config = kubernetesResource({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "c", namespace: "shop" } });
    expect(netpolDefaultDeny.appliesTo(buildWorld([config, networkPolicyObject("shop/p", {})]))).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { buildWorld } from "../../../../policy/lib/world.ts";
import { netpolDefaultDeny } from "../../../../policy/rules/network/netpol-default-deny.ts";
import { kubernetesResource, namespaceObject, networkPolicyObject, workloadObject } from "../../../support/kubernetesObjects.ts";
import type { WorldChanges } from "../../lib/reachability/declaredFixture.ts";
import { check } from "./flowFixture.ts";

describe("netpol-default-deny [P-04] [P-11] [P-44] [P-101] [S-72] [G-54] [G-55] [G-56]", () => {
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

import { describe, expect, it } from "vitest";
import { oneMtlsOwner } from "../../../../policy/rules/network/one-mtls-owner.ts";
import { namespaceObject, workloadObject } from "../../../support/kubernetesObjects.ts";
import { FLOWS } from "../../lib/reachability/declaredFixture.ts";
import { check, judgesFlowGraphs } from "./flowFixture.ts";

describe("one-mtls-owner [P-129]", () => {
  judgesFlowGraphs(oneMtlsOwner);
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

import { describe, expect, it } from "vitest";
import { compileRegistrations } from "../../../components/flow/spiffeRegistration.ts";
import { GATEWAY, GOOD, node, TOOL, VALKEY } from "./graphFixture.ts";

const OPTIONS = { className: "spire-server" };

describe("compileRegistrations", () => {
  it("registers exactly the workloads that declare an identity, sorted", () => {
    const nodes = [GATEWAY, VALKEY, { ...TOOL, identity: undefined }];
    expect(
      compileRegistrations({ ...GOOD, nodes }, OPTIONS).map(({ metadata, spec }) => [metadata.name, spec.spiffeIDTemplate]),
    ).toEqual([
      ["data.valkey", "spiffe://example.org/ns/data/sa/valkey"],
      ["gateway.precinct-gateway", "spiffe://example.org/ns/gateway/sa/precinct-gateway"],
    ]);
  });

  it("says everything about an identity and nothing that is not declared", () => {
    const identity = {
      path: "/ns/data/sa/valkey",
      dnsNames: ["valkey.data.svc"],
      ttlSeconds: 3600,
      jwtTtlSeconds: 300,
      federatesWith: ["other.org"],
    };
    const nodes = [node("data/valkey", 6380, { identity, serviceAccount: "store" }), GATEWAY];
    expect(compileRegistrations({ ...GOOD, nodes }, OPTIONS)).toEqual([
      {
        apiVersion: "spire.spiffe.io/v1alpha1",
        kind: "ClusterSPIFFEID",
        metadata: {
          name: "data.valkey",
          labels: {
            "app.kubernetes.io/name": "valkey",
            "app.kubernetes.io/component": "flow",
            "app.kubernetes.io/part-of": "palisade",
            "app.kubernetes.io/managed-by": "pulumi",
          },
        },
        spec: {
          className: "spire-server",
          spiffeIDTemplate: "spiffe://example.org/ns/data/sa/valkey",
          namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "data" } },
          podSelector: { matchLabels: { "app.kubernetes.io/name": "valkey" } },
          workloadSelectorTemplates: ["k8s:ns:data", "k8s:sa:store"],
          dnsNameTemplates: ["valkey.data.svc"],
          ttl: "3600s",
          jwtTtl: "300s",
          federatesWith: ["other.org"],
        },
      },
      expect.objectContaining({
        spec: {
          className: "spire-server",
          spiffeIDTemplate: "spiffe://example.org/ns/gateway/sa/precinct-gateway",
          namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "gateway" } },
          podSelector: { matchLabels: { "app.kubernetes.io/name": "precinct-gateway" } },
          workloadSelectorTemplates: ["k8s:ns:gateway", "k8s:sa:precinct-gateway"],
        },
      }),
    ]);
  });

  it("gives two workloads different names although a dash could mix them up", () => {
    const nodes = [node("a/b-c", 1), node("a-b/c", 1)];
    expect(compileRegistrations({ ...GOOD, nodes }, OPTIONS).map(({ metadata }) => metadata.name)).toEqual(["a-b.c", "a.b-c"]);
  });

  it("refuses to issue one ID to two workloads", () => {
    const nodes = [VALKEY, node("data/other", 1, { identity: VALKEY.identity })];
    expect(() => compileRegistrations({ ...GOOD, nodes }, OPTIONS)).toThrow(
      "identity /ns/data/sa/valkey: is claimed by data/valkey and data/other; a SPIFFE ID names one workload; give each workload a path of its own",
    );
  });
});

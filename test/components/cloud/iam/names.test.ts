import { describe, expect, it } from "vitest";
import type { Trust } from "../../../../components/cloud/iam/contract.ts";
import { credentialFlows, identityPodLabels } from "../../../../components/cloud/iam/credentials.ts";
import { roleId } from "../../../../components/cloud/iam/gcp/roleId.ts";
import { identityName, uuidOf } from "../../../../components/cloud/iam/names.ts";
import { renderPolicy } from "../../../../components/cloud/iam/renderPolicy.ts";
import { APPEND, CONTEXTS, edge } from "./fixture.ts";

describe("identityName", () => {
  it("joins cluster, namespace and ServiceAccount", () => {
    expect(identityName("prod", edge())).toBe("prod-gateway-precinct-gateway");
  });

  it("shortens by a mark that tells two long names apart", () => {
    const long = (last: string) => identityName("c".repeat(40), { namespace: "n".repeat(20), serviceAccount: `service-${last}` });
    expect(long("a")).toHaveLength(64);
    expect(long("a")).not.toBe(long("b"));
    expect(long("a")).toBe(long("a"));
  });
});

describe("roleId", () => {
  it("holds letters, digits and underscores and at most 64 of them", () => {
    const model = renderPolicy(edge(APPEND), { ...CONTEXTS.gcp, cluster: "c".repeat(50) });
    expect(roleId(renderPolicy(edge(APPEND), CONTEXTS.gcp), 0)).toBe("palisade_prod_gateway_precinct_gateway_0");
    expect(roleId(model, 0)).toMatch(/^\w{64}$/);
    expect(roleId(model, 0)).not.toBe(roleId(model, 1));
  });
});

describe("uuidOf", () => {
  it("is a UUID of version 8, the same for the same name", () => {
    expect(uuidOf("a")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(uuidOf("a")).toBe(uuidOf("a"));
    expect(uuidOf("a")).not.toBe(uuidOf("b"));
  });
});

describe("credentialFlows", () => {
  const workloadsOf = () => ["gateway/precinct-gateway"];
  const reach = (trust: Trust, endpointCidrs?: readonly string[]) =>
    credentialFlows([edge(APPEND)], workloadsOf, { trust, endpointCidrs }).map(({ from, to, ports }) => [from, to, ports]);

  it("opens the one address that hands out credentials, to the workload that has an edge", () => {
    const from = { kind: "workload", key: "gateway/precinct-gateway" };
    expect(reach("podIdentity")).toEqual([[from, { kind: "cloudCredentials", address: "169.254.170.23" }, [{ port: 80 }]]]);
    expect(reach("workloadIdentityPool")).toEqual([
      [from, { kind: "cloudCredentials", address: "169.254.169.254" }, [{ port: 80 }]],
    ]);
    expect(reach("federatedCredential")).toMatchObject([
      [from, { kind: "externalHost", host: "login.microsoftonline.com" }, [{ port: 443 }]],
    ]);
    expect(reach("irsa", ["10.30.160.0/22"])).toMatchObject([
      [from, { kind: "cloudService", name: "STS of AWS", cidrs: ["10.30.160.0/22"] }, [{ port: 443 }]],
    ]);
  });

  it("opens nothing without an edge", () => {
    expect(credentialFlows([], workloadsOf, { trust: "podIdentity" })).toEqual([]);
  });

  it("labels pods where the cloud tells them apart by a label [P-94]", () => {
    expect(identityPodLabels("federatedCredential")).toEqual({ "azure.workload.identity/use": "true" });
    expect(identityPodLabels("podIdentity")).toEqual({});
  });
});

import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { recordedProgram } from "../../../support/recordedProgram.ts";

const { resource, resources, below } = recordedProgram(join(import.meta.dirname, "program"), "cases");

describe("Baseline", () => {
  it("gives every namespace its quota, defaults, a tame default account and roles of people [P-11] [P-12] [P-13]", () => {
    expect(below("prod").sort()).toEqual([
      "LimitRange prod-tools-limit-range",
      "Namespace prod-tools",
      "PriorityClass prod-priority-class",
      "ResourceQuota prod-tools-quota-workloads",
      "Role prod-tools-role-viewers",
      "RoleBinding prod-tools-role-binding-viewers",
      "ServiceAccountPatch prod-tools-default-service-account",
    ]);
  });

  it("adds a scoped quota for a system priority class, and no role where nobody is named", () => {
    const data = below("local").filter((name) => name.includes("local-data"));
    expect(data.sort()).toEqual([
      "LimitRange local-data-limit-range",
      "Namespace local-data",
      "ResourceQuota local-data-quota-system-node-critical",
      "ResourceQuota local-data-quota-workloads",
      "ServiceAccountPatch local-data-default-service-account",
    ]);
  });

  it("protects namespaces where the profile says so, because everything goes with them", () => {
    expect(resource("prod-tools").protect).toBe(true);
    expect(resource("local-tools").protect).toBe(false);
  });

  it("pins Pod Security to the version of the cluster [P-52]", () => {
    expect(resource("prod-tools").inputs).toMatchObject({
      metadata: { labels: { "pod-security.kubernetes.io/enforce-version": "v1.36" } },
    });
  });

  it("takes the token from the account of pods that name none", () => {
    expect(resource("prod-tools-default-service-account").inputs).toMatchObject({
      metadata: { name: "default", namespace: "tools" },
      automountServiceAccountToken: false,
    });
  });

  it("makes what is in a namespace after the namespace", () => {
    const { urn } = resource("prod-tools");
    for (const name of ["prod-tools-quota-workloads", "prod-tools-limit-range", "prod-tools-role-viewers"]) {
      expect(resource(name).dependsOn).toContain(urn);
    }
  });

  it("reaches the cluster by its provider alone", () => {
    const provider = resource("cluster-provider");
    expect(provider).toMatchObject({ type: "pulumi:providers:kubernetes", parent: resource("cluster").urn });
    expect(provider.inputs).toMatchObject({ context: "prod-admin", clusterIdentifier: "prod" });
    const children = resources().filter(({ custom, type }) => custom && type.startsWith("kubernetes:"));
    expect(children.length).toBeGreaterThan(0);
    for (const child of children) expect(child.provider).toContain(provider.urn);
  });
});

import { describe, expect, it } from "vitest";
import { renderAccess } from "../../../components/workload/renderAccess.ts";
import { API_ACCESS, goodWorkload, WHY, workloadWith } from "./fixture.ts";

const rules = [{ apiGroups: [""], resources: ["configmaps"], resourceNames: ["bundle"], verbs: ["get", "patch"] }];
const annotations = {
  "palisade.dev/loosened-api-access": "the node's kernel log is read (docs/adr/0006-hardened-workload.md)",
};
const subjects = [{ kind: "ServiceAccount", name: "app", namespace: "tools" }];

describe("access to the Kubernetes API", () => {
  it("is none: a ServiceAccount without a token and nothing else [G-12]", () => {
    const access = renderAccess(goodWorkload);
    expect(access).toMatchObject({ roles: [], roleBindings: [] });
    expect(access).not.toHaveProperty("clusterRole");
    expect(access.serviceAccount).toMatchObject({
      metadata: { name: "app", namespace: "tools" },
      automountServiceAccountToken: false,
    });
    expect(access.serviceAccount.metadata).not.toHaveProperty("annotations");
    expect(access.serviceAccount).not.toHaveProperty("imagePullSecrets");
  });

  it("pulls images with the named Secrets", () => {
    const { serviceAccount } = renderAccess(workloadWith({ imagePullSecrets: ["registry"] }));
    expect(serviceAccount.imagePullSecrets).toEqual([{ name: "registry" }]);
  });

  it("is a Role in the workload's namespace or the one named, with its reason [G-13]", () => {
    const apiAccess = {
      ...WHY,
      roles: [
        { name: "own", rules },
        { name: "bundle", namespace: "spire-system", rules },
      ],
    };
    const { roles, roleBindings } = renderAccess(workloadWith({ serviceAccount: { name: "app", apiAccess } }));
    expect(roles.map(({ metadata }) => metadata)).toMatchObject([
      { name: "own", namespace: "tools", annotations },
      { name: "bundle", namespace: "spire-system", annotations },
    ]);
    expect(roles[0]?.rules).toEqual(rules);
    expect(roleBindings[1]).toMatchObject({
      metadata: { name: "bundle", namespace: "spire-system" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "bundle" },
      subjects,
    });
  });

  it("is a ClusterRole named after the namespace too, so that two workloads of a name do not share it", () => {
    const apiAccess = { ...API_ACCESS, roles: undefined, clusterRules: rules };
    const access = renderAccess(workloadWith({ serviceAccount: { name: "app", apiAccess } }));
    expect(access.roles).toEqual([]);
    expect(access.clusterRole).toMatchObject({ metadata: { name: "tools-app", annotations }, rules });
    expect(access.clusterRole?.metadata).not.toHaveProperty("namespace");
    expect(access.clusterRoleBinding).toMatchObject({ roleRef: { kind: "ClusterRole", name: "tools-app" }, subjects });
  });
});

import { describe, expect, it } from "vitest";
import { renderPeopleAccess, VIEWER_RULES } from "../../../../components/platform/baseline/rbac.ts";
import { goodNamespace } from "./fixture.ts";

describe("roles of people", () => {
  it("let viewers read the namespace they are bound in [P-13] [G-13]", () => {
    const [viewers, ...others] = renderPeopleAccess(goodNamespace);
    expect(others).toEqual([]);
    expect(viewers?.role).toMatchObject({ kind: "Role", metadata: { name: "viewers", namespace: "tools" } });
    expect(viewers?.roleBinding).toMatchObject({
      kind: "RoleBinding",
      metadata: { name: "viewers", namespace: "tools" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "viewers" },
      subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "palisade:viewers" }],
    });
  });

  it("never let viewers read a Secret, a log or a pod from inside, nor write anything [G-14]", () => {
    const resources = VIEWER_RULES.flatMap((rule) => rule.resources);
    for (const forbidden of ["secrets", "pods/log", "pods/exec", "pods/portforward", "pods/attach", "*"]) {
      expect(resources).not.toContain(forbidden);
    }
    expect(new Set(VIEWER_RULES.flatMap((rule) => rule.verbs))).toEqual(new Set(["get", "list", "watch"]));
    expect(VIEWER_RULES.flatMap((rule) => rule.apiGroups)).not.toContain("*");
  });

  it("are none where nobody is named", () => {
    expect(renderPeopleAccess({ ...goodNamespace, viewers: [] })).toEqual([]);
  });

  it("add what the namespace grants", () => {
    const rules = [{ apiGroups: [""], resources: ["pods/portforward"], verbs: ["create"] }];
    const access = [{ role: "trace-readers", groups: ["sre"], rules }];
    const [, readers] = renderPeopleAccess({ ...goodNamespace, access });
    expect(readers?.role).toMatchObject({ metadata: { name: "trace-readers" }, rules });
    expect(readers?.roleBinding.subjects).toEqual([{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "sre" }]);
  });
});

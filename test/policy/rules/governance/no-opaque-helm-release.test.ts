import { describe, expect, test } from "vitest";
import { noOpaqueHelmRelease } from "../../../../policy/rules/governance/no-opaque-helm-release.ts";
import { judge, NOT_APPLICABLE, pulumiResource } from "../cases.ts";

describe("no-opaque-helm-release", () => {
  test("a Release", () => {
    expect(judge(noOpaqueHelmRelease, pulumiResource("kubernetes:helm.sh/v3:Release", { chart: "web" }))).toEqual([
      "Release test installs a chart whose objects no rule can see; only charts expanded into resources are allowed",
    ]);
  });

  test.each(["kubernetes:helm.sh/v4:Chart", "kubernetes:apps/v1:Deployment"])("%s is expanded", (type) => {
    expect(judge(noOpaqueHelmRelease, pulumiResource(type))).toEqual([NOT_APPLICABLE]);
  });
});

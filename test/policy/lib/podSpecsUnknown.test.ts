import { expect, test } from "vitest";
import { podSpecsOf } from "../../../policy/lib/podSpecs.ts";
import { UNKNOWN, type Plain } from "../../../policy/lib/verdict.ts";
import { noPrivileged } from "../../../policy/rules/workload/no-privileged.ts";
import { judge, resourceOf } from "../rules/cases.ts";

const rollout = (template: Plain) =>
  resourceOf({
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Rollout",
    metadata: { name: "web", namespace: "shop" },
    spec: { template },
  });

test.each<[string, Plain]>([
  ["containers", { spec: { containers: UNKNOWN } }],
  ["a spec", { spec: UNKNOWN }],
])("a custom resource with %s not known yet has pods, which cannot be judged", (_title, template) => {
  expect(podSpecsOf(rollout(template))).toHaveLength(1);
  expect(judge(noPrivileged, rollout(template)).map((message) => message.slice(0, 8))).toEqual(["unknown:"]);
});

test("a template of something else has none", () => {
  expect(podSpecsOf(rollout({ spec: { replicas: 1 } }))).toEqual([]);
});

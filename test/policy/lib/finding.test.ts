import { expect, it } from "vitest";
import { demand, describeResource, fail, show, unknown } from "../../../policy/lib/finding.ts";
import { UNKNOWN } from "../../../policy/lib/verdict.ts";
import { kubernetesObject } from "./objects.ts";

it("judges a field in three ways", () => {
  const wanted = {
    path: "spec.replicas",
    container: "app",
    allowed: (value: unknown) => value === 2,
    message: "spec.replicas must be 2",
  };
  expect(demand(2, wanted)).toEqual([]);
  expect(demand(1, wanted)).toEqual([
    { verdict: "fail", message: "spec.replicas must be 2", path: "spec.replicas", container: "app" },
  ]);
  expect(demand(UNKNOWN, wanted)).toEqual([
    {
      verdict: "unknown",
      message: "spec.replicas is not known before deployment, so this cannot be ruled out: spec.replicas must be 2",
      path: "spec.replicas",
      container: "app",
    },
  ]);
});

it("builds findings with and without a place", () => {
  expect(fail("no")).toEqual({ verdict: "fail", message: "no" });
  expect(unknown("perhaps", { path: "spec" })).toEqual({ verdict: "unknown", message: "perhaps", path: "spec" });
});

it("names a resource", () => {
  const deployment = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web", namespace: "shop" } };
  expect(describeResource(kubernetesObject(deployment))).toBe("Deployment shop/web");
  expect(describeResource(kubernetesObject({ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } }))).toBe(
    "Namespace shop",
  );
  expect(describeResource({ ...kubernetesObject(deployment), kubernetes: undefined, type: "aws:s3/bucket:Bucket" })).toBe(
    "aws:s3/bucket:Bucket web",
  );
});

it("shows values on one short line", () => {
  expect([show("a"), show(undefined), show(null), show(UNKNOWN), show({ a: UNKNOWN })]).toEqual([
    '"a"',
    "nothing",
    "null",
    "a value not known yet",
    '{"a":"<unknown>"}',
  ]);
  expect(show("x".repeat(200))).toHaveLength(80);
});

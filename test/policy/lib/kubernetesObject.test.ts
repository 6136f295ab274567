import { expect, it } from "vitest";
import { apiGroupOf, flattenList, identifyToken, registeredId } from "../../../policy/lib/kubernetesObject.ts";
import { UNKNOWN, type Plain } from "../../../policy/lib/verdict.ts";
import { kubernetesObject } from "./objects.ts";

it.each<[string, Record<string, Plain>, object | undefined]>([
  ["kubernetes:apps/v1:Deployment", {}, { apiVersion: "apps/v1", kind: "Deployment" }],
  [
    "kubernetes:core/v1:Pod",
    { metadata: { name: "a", namespace: "b" } },
    { apiVersion: "v1", kind: "Pod", name: "a", namespace: "b" },
  ],
  ["kubernetes:core/v1:Pod", { apiVersion: "v1", kind: "Pod", metadata: { name: UNKNOWN } }, { apiVersion: "v1", kind: "Pod" }],
  [
    "kubernetes:spire.spiffe.io/v1alpha1:ClusterSPIFFEID",
    {},
    { apiVersion: "spire.spiffe.io/v1alpha1", kind: "ClusterSPIFFEID" },
  ],
  ["kubernetes:apps/v1:DeploymentPatch", {}, { apiVersion: "apps/v1", kind: "Deployment", partial: true }],
  ["kubernetes:apps/v1:DeploymentPatch", { kind: "Deployment" }, { apiVersion: "apps/v1", kind: "Deployment", partial: true }],
  ["kubernetes:example.com/v1:JsonPatch", { kind: "JsonPatch" }, { apiVersion: "example.com/v1", kind: "JsonPatch" }],
  ["kubernetes:helm.sh/v3:Release", {}, undefined],
  ["kubernetes:helm.sh/v4:Chart", {}, undefined],
  ["kubernetes:yaml/v2:ConfigGroup", {}, undefined],
  ["kubernetes:yaml:ConfigFile", {}, undefined],
  ["kubernetes:kustomize/v2:Directory", {}, undefined],
  ["pulumi:providers:kubernetes", {}, undefined],
  ["aws:s3/bucket:Bucket", { kind: "Pod", apiVersion: "v1" }, undefined],
])("%s %j", (type, props, expected) => {
  expect(identifyToken(type, props)).toEqual(expected);
});

it("names API groups", () => {
  expect([apiGroupOf("v1"), apiGroupOf("apps/v1")]).toEqual(["", "apps"]);
});

const pod = (name: string) => ({ apiVersion: "v1", kind: "Pod", metadata: { name } });

it("flattens lists, lists in lists and typed lists", () => {
  const list = kubernetesObject(
    { apiVersion: "v1", kind: "List", items: [pod("a"), { apiVersion: "v1", kind: "List", items: [pod("b")] }] },
    { id: "urn:x" },
  );
  expect(flattenList(list).map(({ id, name, type }) => [id, name, type])).toEqual([
    ["urn:x#items[0]", "a", "kubernetes:v1:Pod"],
    ["urn:x#items[1]#items[0]", "b", "kubernetes:v1:Pod"],
  ]);
  const typed = kubernetesObject({ apiVersion: "apps/v1", kind: "DeploymentList", items: [{ metadata: { name: "web" } }] });
  expect(flattenList(typed).map(({ kubernetes }) => kubernetes)).toEqual([
    { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
  ]);
});

it.each<[string, Plain]>([
  ["unknown", UNKNOWN],
  ["missing", undefined],
  ["not objects", ["text"]],
])("keeps a list whose items are %s, for object-shape to report", (_name, items) => {
  const list = kubernetesObject({ apiVersion: "v1", kind: "List", items });
  expect(flattenList(list)).toEqual([list]);
});

it("keeps a list with an unknown item beside the items that can be judged", () => {
  const list = kubernetesObject({ apiVersion: "v1", kind: "List", items: [UNKNOWN, pod("b")] }, { id: "urn:x" });
  expect(flattenList(list).map(({ id }) => id)).toEqual(["urn:x", "urn:x#items[1]"]);
});

it("keeps objects that are no lists", () => {
  const object = kubernetesObject(pod("a"));
  expect(flattenList(object)).toEqual([object]);
});

it("finds the registered resource of an item", () => {
  expect(["urn:a", "urn:a#items[3]", "urn:a#items[0]#items[1]", "urn:pod[0]"].map(registeredId)).toEqual([
    "urn:a",
    "urn:a",
    "urn:a",
    "urn:pod[0]",
  ]);
});

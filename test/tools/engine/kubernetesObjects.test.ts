import { describe, expect, it } from "vitest";

import { kubernetesObjects, PARTIAL_ANNOTATION, SECRET_MARK, UNKNOWN_MARK } from "../../../tools/engine/kubernetesObjects.ts";
import type { RecordedResource } from "../../../tools/engine/record.ts";
import { recorded, recordWith } from "./resources.ts";

type Inputs = RecordedResource["inputs"];

function object(apiVersion: string, kind: string, name: string, rest: Inputs = {}): RecordedResource {
  const group = apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`;
  return recorded(`kubernetes:${group}:${kind}`, `${kind}-${name}`, {
    apiVersion,
    kind,
    metadata: { name, namespace: "n" },
    ...rest,
  });
}

function names(resources: readonly RecordedResource[]): string[] {
  return kubernetesObjects(recordWith(resources)).map(
    ({ kind, metadata }) => `${kind} ${metadata.namespace ?? "-"}/${metadata.name}`,
  );
}

describe("the manifests of a record", () => {
  it("come in an order in which they can be applied, then by namespace and name", () => {
    const shuffled = [
      object("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "hook"),
      object("example.com/v1", "Widget", "blue"),
      object("apps/v1", "Deployment", "b"),
      object("v1", "Service", "a"),
      object("apps/v1", "Deployment", "a"),
      object("networking.k8s.io/v1", "NetworkPolicy", "deny"),
      object("v1", "ConfigMap", "a"),
      object("rbac.authorization.k8s.io/v1", "RoleBinding", "a"),
      object("rbac.authorization.k8s.io/v1", "Role", "a"),
      object("v1", "ServiceAccount", "a"),
      object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "widgets"),
      object("v1", "Namespace", "n", { metadata: { name: "n" } }),
    ];
    expect(names(shuffled)).toEqual([
      "Namespace -/n",
      "CustomResourceDefinition n/widgets",
      "ServiceAccount n/a",
      "Role n/a",
      "RoleBinding n/a",
      "ConfigMap n/a",
      "NetworkPolicy n/deny",
      "Service n/a",
      "Deployment n/a",
      "Deployment n/b",
      "Widget n/blue",
      "ValidatingWebhookConfiguration n/hook",
    ]);
  });

  it("show secrets, unknowns and made-up names as marks", () => {
    const secret = recorded("kubernetes:core/v1:Secret", "token", {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { namespace: { $unknown: true }, labels: { a: "b" } },
      stringData: { $secret: true },
    });
    expect(kubernetesObjects(recordWith([secret]))).toEqual([
      {
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: "token-(generated)", namespace: UNKNOWN_MARK, labels: { a: "b" } },
        stringData: SECRET_MARK,
      },
    ]);
  });

  it("show the keys of a Secret, and a mark for every value", () => {
    const secret = { ...object("v1", "Secret", "s", { stringData: { $secret: true } }), secretKeys: { stringData: ["A", "B"] } };
    expect(kubernetesObjects(recordWith([secret]))[0]?.["stringData"]).toEqual({ A: SECRET_MARK, B: SECRET_MARK });
  });

  it("put apiVersion, kind and metadata first", () => {
    const [manifest = {}] = kubernetesObjects(recordWith([object("v1", "ConfigMap", "a", { data: { k: "v" } })]));
    expect(Object.keys(manifest)).toEqual(["apiVersion", "kind", "metadata", "data"]);
  });

  it("leave out what has no manifest: providers, components, reads, lists and releases", () => {
    const component = { ...recorded("kubernetes:yaml/v2:ConfigGroup", "g", { apiVersion: "v1", kind: "Group" }), custom: false };
    const read = { ...object("v1", "ConfigMap", "read"), read: true };
    const list = recorded("kubernetes:core/v1:ConfigMapList", "l", { apiVersion: "v1", kind: "ConfigMapList", items: [] });
    const release = recorded("kubernetes:helm.sh/v3:Release", "r", { chart: "redis" });
    const provider = recorded("pulumi:providers:kubernetes", "p", { apiVersion: "v1", kind: "Provider" });
    const other = recorded("aws:s3/bucket:Bucket", "b", { apiVersion: "v1", kind: "Bucket" });
    expect(names([component, read, list, release, provider, other])).toEqual([]);
  });

  it("keep two resources that claim one object", () => {
    expect(names([object("v1", "ConfigMap", "a"), { ...object("v1", "ConfigMap", "a"), urn: "other" }])).toHaveLength(2);
  });

  it("merge a patch into its object", () => {
    const patch = recorded("kubernetes:core/v1:ConfigMapPatch", "p", {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "a", namespace: "n", labels: { added: "yes" } },
      data: { k: "new" },
    });
    expect(kubernetesObjects(recordWith([patch, object("v1", "ConfigMap", "a", { data: { k: "old", kept: "1" } })]))).toEqual([
      {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "a", namespace: "n", labels: { added: "yes" } },
        data: { k: "new", kept: "1" },
      },
    ]);
  });

  it("mark a patch of something made elsewhere as partial", () => {
    const patch = recorded("kubernetes:core/v1:NamespacePatch", "p", {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "kube-system" },
    });
    expect(kubernetesObjects(recordWith([patch]))).toEqual([
      { apiVersion: "v1", kind: "Namespace", metadata: { name: "kube-system", annotations: { [PARTIAL_ANNOTATION]: "true" } } },
    ]);
  });
});

import { describe, expect, it } from "vitest";

import { isNamespaced, typeToken } from "../../../../tools/engine/expand/kinds.ts";
import { flattenLists, manifestChildren, parseManifests } from "../../../../tools/engine/expand/manifests.ts";
import type { Expansion } from "../../../../tools/engine/expand/expander.ts";
import { secret } from "../../../../tools/engine/values.ts";
import { register } from "../resources.ts";

const component = register("kubernetes:yaml/v2:ConfigGroup", "group", { custom: false, remote: true });
const options = { prefix: "group", namespace: "team", skipAwait: false };

function expand(text: string): Expansion {
  return manifestChildren(parseManifests(text), component, options);
}

function childrenOf(text: string): { name: string; after: readonly number[]; inputs: unknown }[] {
  const expansion = expand(text);
  if ("opaque" in expansion) {
    throw new Error(expansion.opaque);
  }
  return expansion.children.map(({ name, after, inputs }) => ({ name, after, inputs }));
}

describe("kinds", () => {
  it.each([
    ["v1", "Pod", "kubernetes:core/v1:Pod", true],
    ["v1", "Namespace", "kubernetes:core/v1:Namespace", false],
    ["apps/v1", "Deployment", "kubernetes:apps/v1:Deployment", true],
    ["rbac.authorization.k8s.io/v1", "ClusterRole", "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole", false],
    ["example.com/v1", "Widget", "kubernetes:example.com/v1:Widget", undefined],
    ["gateway.networking.k8s.io/v1", "Gateway", "kubernetes:gateway.networking.k8s.io/v1:Gateway", undefined],
  ])("%s %s", (apiVersion, kind, token, namespaced) => {
    expect(typeToken(apiVersion, kind)).toBe(token);
    expect(isNamespaced(apiVersion, kind)).toBe(namespaced);
  });
});

describe("manifests as children", () => {
  it("are named by prefix, namespace and name", () => {
    expect(childrenOf("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}")[0]?.name).toBe("group:team/a");
    expect(childrenOf("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: own}}")[0]?.name).toBe("group:own/a");
    expect(childrenOf("{apiVersion: v1, kind: Namespace, metadata: {name: a}}")[0]?.name).toBe("group:a");
    expect(childrenOf("{apiVersion: example.com/v1, kind: Widget, metadata: {name: a}}")[0]?.name).toBe("group:a");
  });

  it("wait for their namespace and for the definition of their kind, which also says their scope", () => {
    const crd =
      "{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: w}, spec: {group: example.com, names: {kind: Widget}, scope: Namespaced}}";
    const text = [
      "{apiVersion: example.com/v1, kind: Widget, metadata: {name: a}}",
      "{apiVersion: v1, kind: Namespace, metadata: {name: team}}",
      crd,
    ];
    expect(childrenOf(text.join("\n---\n")).map(({ name, after }) => [name, after])).toEqual([
      ["group:w", []],
      ["group:team", []],
      ["group:team/a", [1, 0]],
    ]);
  });

  it("hide the data of Secrets", () => {
    const [child] = childrenOf("{apiVersion: v1, kind: Secret, metadata: {name: a}, data: {k: djE=}}");
    expect(child?.inputs).toMatchObject({ data: secret({ k: "djE=" }) });
  });

  it("come out of lists, also nested ones", () => {
    const item = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } };
    expect(flattenLists([{ kind: "List", items: [{ kind: "ConfigMapList", items: [item] }, item] }])).toEqual([item, item]);
  });

  it("are opaque when one has no name", () => {
    expect(expand("{apiVersion: v1, kind: ConfigMap, metadata: {generateName: a-}}")).toEqual({
      opaque: "one of its objects has no apiVersion, kind or metadata.name (kind ConfigMap)",
    });
  });

  it("must be valid YAML", () => {
    expect(() => parseManifests("a: [1")).toThrow(/line 1/u);
  });
});

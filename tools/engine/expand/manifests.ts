/** Kubernetes objects as the children of a component, by the rules of Pulumi's Kubernetes provider. Pure. */
import { parseAllDocuments } from "yaml";

import { NO_OPTIONS } from "../declaration.ts";
import type { Registered } from "../deployment.ts";
import { isObject, secret, signatureOf, UNKNOWN } from "../values.ts";
import type { Wire, WireObject } from "../values.ts";
import type { Child, Expansion } from "./expander.ts";
import { groupOf, isNamespaced, typeToken } from "./kinds.ts";

export interface ManifestOptions {
  /** Before every child's name; the component's name unless it says otherwise. */
  readonly prefix: string;
  /** Given to objects of a namespaced kind that name none. */
  readonly namespace: string;
  readonly skipAwait: boolean;
}

/** Every document of a YAML text; a mistake is an error. */
export function parseManifests(text: string): WireObject[] {
  return parseAllDocuments(text).flatMap((document) => {
    const [error] = document.errors;
    if (error !== undefined) {
      throw new Error(error.message.split("\n")[0]);
    }
    const value = document.toJS({ maxAliasCount: 100 }) as Wire;
    return isObject(value) ? [value] : [];
  });
}

function text(value: Wire | undefined): string {
  return typeof value === "string" ? value : "";
}

function metadataOf(object: WireObject): WireObject {
  return isObject(object["metadata"]) ? object["metadata"] : {};
}

/** Objects inside lists take the list's place. */
export function flattenLists(objects: readonly WireObject[]): WireObject[] {
  return objects.flatMap((object) => {
    const items = object["items"];
    const isList = text(object["kind"]).endsWith("List") && Array.isArray(items);
    return isList ? flattenLists((items as Wire[]).filter(isObject)) : [object];
  });
}

interface CustomKind {
  readonly group: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly index: number;
}

function customKinds(objects: readonly WireObject[]): CustomKind[] {
  return objects.flatMap((object, index) => {
    const spec = object["spec"];
    if (object["kind"] !== "CustomResourceDefinition" || !isObject(spec)) {
      return [];
    }
    const names = isObject(spec["names"]) ? spec["names"] : {};
    return [{ group: text(spec["group"]), kind: text(names["kind"]), namespaced: spec["scope"] === "Namespaced", index }];
  });
}

function definitionOf(object: WireObject, kinds: readonly CustomKind[]): CustomKind | undefined {
  const group = groupOf(text(object["apiVersion"]));
  return kinds.find((kind) => kind.group === group && kind.kind === object["kind"]);
}

/** Namespace and annotations as the provider would set them. */
function complete(object: WireObject, kinds: readonly CustomKind[], options: ManifestOptions): WireObject {
  const metadata = metadataOf(object);
  const namespaced =
    definitionOf(object, kinds)?.namespaced ?? isNamespaced(text(object["apiVersion"]), text(object["kind"])) ?? false;
  const annotations = isObject(metadata["annotations"]) ? metadata["annotations"] : {};
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(namespaced && text(metadata["namespace"]) === "" ? { namespace: options.namespace } : {}),
      ...(options.skipAwait ? { annotations: { ...annotations, "pulumi.com/skipAwait": "true" } } : {}),
    },
  };
}

/** The values of a Secret are secret even though the manifest has them in plain text. */
function hideSecrets(object: WireObject): WireObject {
  if (object["kind"] !== "Secret" || object["apiVersion"] !== "v1") {
    return object;
  }
  const hidden = ["data", "stringData"].filter((key) => object[key] !== undefined && signatureOf(object[key]) !== "secret");
  return { ...object, ...Object.fromEntries(hidden.map((key) => [key, secret(object[key] ?? null)])) };
}

/** What must be there first: the object's namespace and the definition of its kind. */
function predecessors(object: WireObject, objects: readonly WireObject[], kinds: readonly CustomKind[]): number[] {
  const namespace = metadataOf(object)["namespace"];
  const namespaceIndex = objects.findIndex((other) => other["kind"] === "Namespace" && metadataOf(other)["name"] === namespace);
  const definition = definitionOf(object, kinds)?.index ?? -1;
  return [namespaceIndex, definition].filter((index) => index !== -1);
}

/** Definitions and namespaces first; otherwise the order given. */
function rank(object: WireObject): number {
  return object["kind"] === "CustomResourceDefinition" ? 0 : object["kind"] === "Namespace" ? 1 : 2;
}

export function manifestChildren(manifests: readonly WireObject[], component: Registered, options: ManifestOptions): Expansion {
  const flat = flattenLists(manifests).sort((a, b) => rank(a) - rank(b));
  const nameless = flat.find((object) =>
    [object["apiVersion"], object["kind"], metadataOf(object)["name"]].some((field) => text(field) === ""),
  );
  if (nameless !== undefined) {
    return {
      opaque: `one of its objects has no apiVersion, kind or metadata.name (kind ${text(nameless["kind"]) || "missing"})`,
    };
  }
  const kinds = customKinds(flat);
  const objects = flat.map((object) => complete(object, kinds, options));
  return { children: objects.map((object): Child => asChild(object, component, { objects, kinds, prefix: options.prefix })) };
}

interface Surroundings {
  readonly objects: readonly WireObject[];
  readonly kinds: readonly CustomKind[];
  readonly prefix: string;
}

function asChild(object: WireObject, component: Registered, { objects, kinds, prefix }: Surroundings): Child {
  const metadata = metadataOf(object);
  const [namespace, name] = [text(metadata["namespace"]), text(metadata["name"])];
  const annotations = isObject(metadata["annotations"]) ? metadata["annotations"] : {};
  return {
    type: typeToken(text(object["apiVersion"]), text(object["kind"])),
    name: `${prefix}:${namespace === "" ? "" : `${namespace}/`}${name}`,
    custom: true,
    remote: false,
    parent: component.urn,
    inputs: hideSecrets(object),
    propertyDependencies: {},
    options: {
      ...NO_OPTIONS,
      provider: component.provider === undefined ? "" : `${component.provider}::${UNKNOWN}`,
      additionalSecretOutputs: object["kind"] === "Secret" && object["apiVersion"] === "v1" ? ["data", "stringData"] : [],
      ...(annotations["helm.sh/resource-policy"] === "keep" ? { retainOnDelete: true } : {}),
    },
    transforms: [],
    source: component.declaration.source,
    after: predecessors(object, objects, kinds),
  };
}

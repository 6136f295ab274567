import { elements, isList, isRecord, read, text, type PlainRecord } from "./plain.ts";
import type { PolicyResource } from "./verdict.ts";

type Identity = NonNullable<PolicyResource["kubernetes"]>;

/** Tokens of the Kubernetes provider that are containers of objects (charts, YAML, kustomizations), not objects. */
const NOT_OBJECTS = /^(helm\.sh|yaml|kustomize|index)(\/|$)/;

/**
 * The Kubernetes identity of a Pulumi resource: a typed one (`kubernetes:apps/v1:Deployment`), a CustomResource
 * (`kubernetes:<group>/<version>:<Kind>`) or a `...Patch` of either. Undefined for everything else.
 */
export function identifyToken(type: string, props: PlainRecord): Identity | undefined {
  const match = /^kubernetes:([^:]+):(\w+)$/.exec(type);
  const [, version, token] = match ?? [];
  if (version === undefined || token === undefined || NOT_OBJECTS.test(version)) return undefined;
  const kind = text(props["kind"]) ?? token.replace(/(?<=\w)Patch$/, "");
  // What the API server will read wins over the token.
  const apiVersion = text(props["apiVersion"]) ?? version.replace(/^core\//, "");
  return { apiVersion, kind, ...nameOf(props), ...(kind !== token && token === `${kind}Patch` ? { partial: true } : {}) };
}

/** The Kubernetes identity of an object read from YAML; undefined when `apiVersion` or `kind` is not a string. */
export function identifyObject(object: PlainRecord): Identity | undefined {
  const apiVersion = text(object["apiVersion"]);
  const kind = text(object["kind"]);
  return apiVersion === undefined || kind === undefined ? undefined : { apiVersion, kind, ...nameOf(object) };
}

function nameOf(object: PlainRecord): Pick<Identity, "name" | "namespace"> {
  const name = text(read(object, "metadata", "name"));
  const namespace = text(read(object, "metadata", "namespace"));
  return { ...(name === undefined ? {} : { name }), ...(namespace === undefined ? {} : { namespace }) };
}

/** `apps` of `apps/v1`; the empty string for the core group. */
export function apiGroupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash === -1 ? "" : apiVersion.slice(0, slash);
}

const ITEM = /#items\[\d+\]$/;

/** The id of the resource that was registered or read: for an item of a List, that of the List. */
export function registeredId(id: string): string {
  let outer = id;
  while (ITEM.test(outer)) outer = outer.replace(ITEM, "");
  return outer;
}

/** A List (`v1 List`, `DeploymentList`) as its items, at any depth; every other resource as itself. */
export function flattenList(resource: PolicyResource): readonly PolicyResource[] {
  const list = resource.kubernetes;
  if (list === undefined || !list.kind.endsWith("List")) return [resource];
  const inside = elements(read(resource.props, "items"), "items");
  const objects = inside.flatMap(({ value }, index) =>
    isRecord(value) ? flattenList(itemOf(resource, list, { item: value, index })) : [],
  );
  // `object-shape` reports a List whose items are missing, unknown or not objects: it stays, beside what can be judged.
  return isList(resource.props["items"]) && inside.every(({ value }) => isRecord(value)) ? objects : [resource, ...objects];
}

function itemOf(
  resource: PolicyResource,
  list: Identity,
  { item: props, index }: { readonly item: PlainRecord; readonly index: number },
): PolicyResource {
  // Items of a typed list may leave out what the list says.
  const implied: PlainRecord =
    list.kind === "List" ? {} : { apiVersion: list.apiVersion, kind: list.kind.slice(0, -"List".length) };
  const kubernetes = identifyObject({ ...implied, ...props });
  return {
    ...resource,
    type: kubernetes === undefined ? resource.type : `kubernetes:${kubernetes.apiVersion}:${kubernetes.kind}`,
    id: `${resource.id}#items[${index}]`,
    name: kubernetes?.name ?? `${resource.name}[${index}]`,
    props,
    kubernetes,
  };
}

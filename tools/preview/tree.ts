import type { RecordedResource } from "../engine/record.ts";

/** A resource with its children, as the tree view prints it. */
export interface TreeNode {
  readonly resource: RecordedResource;
  readonly children: readonly TreeNode[];
}

/** The resources as a forest by parent; the root stack is left out. */
export function resourceTree(resources: readonly RecordedResource[]): readonly TreeNode[] {
  const urns = new Set(resources.filter((resource) => resource.type !== STACK).map((resource) => resource.urn));
  const byParent = new Map<string | undefined, RecordedResource[]>();
  for (const resource of resources.filter((candidate) => urns.has(candidate.urn))) {
    const parent = resource.parent !== undefined && urns.has(resource.parent) ? resource.parent : undefined;
    byParent.set(parent, [...(byParent.get(parent) ?? []), resource]);
  }
  const build = (parent: string | undefined): readonly TreeNode[] =>
    (byParent.get(parent) ?? []).map((resource) => ({ resource, children: build(resource.urn) }));
  return build(undefined);
}

/** The tree as lines with box-drawing branches. */
export function treeLines(nodes: readonly TreeNode[], indent = ""): readonly string[] {
  return nodes.flatMap((node, index) => {
    const last = index === nodes.length - 1;
    const line = `${indent}${last ? "└─ " : "├─ "}${resourceLabel(node.resource)}`;
    return [line, ...treeLines(node.children, `${indent}${last ? "   " : "│  "}`)];
  });
}

const STACK = "pulumi:pulumi:Stack";

function resourceLabel(resource: RecordedResource): string {
  const marks = [
    resource.protect ? "protected" : "",
    resource.retainOnDelete ? "retained" : "",
    resource.read ? "read" : "",
  ].filter(Boolean);
  return `${shortType(resource.type)}  ${resource.name}${marks.length > 0 ? `  (${marks.join(", ")})` : ""}`;
}

/** `kubernetes:apps/v1:Deployment` -> `Deployment`; our own and other types keep their module. */
function shortType(type: string): string {
  const [provider, module, kind] = type.split(":");
  return provider === "kubernetes" && kind !== undefined ? kind : provider === "palisade" ? `${module}:${kind}` : type;
}

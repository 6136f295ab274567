import { read, text } from "../plain.ts";
import { podSpecsOf } from "../podSpecs.ts";
import type { World } from "../rule.ts";
import type { PolicyResource } from "../verdict.ts";
import { compareText } from "./cluster.ts";

/** A namespace that is created, or in which pods run. */
export interface InhabitedNamespace {
  readonly name: string;
  /** The namespace itself where it is among the resources, else the first that has pods in it. */
  readonly subject: PolicyResource;
}

export function isInhabited(world: World): boolean {
  return inhabitedNamespaces(world).length > 0;
}

/** Sorted by name. Objects whose namespace is not known yet are left out: what reads them says so. */
export function inhabitedNamespaces(world: World): readonly InhabitedNamespace[] {
  const found = new Map<string, PolicyResource>();
  const created = world
    .byKind("Namespace", "")
    .map((resource) => [text(read(resource.props, "metadata", "name")), resource] as const);
  const used = world.resources.filter(hasPodNetwork).map((resource) => [namespaceOf(resource), resource] as const);
  for (const [name, resource] of [...created, ...used]) if (name !== undefined && !found.has(name)) found.set(name, resource);
  return [...found].map(([name, subject]) => ({ name, subject })).sort((a, b) => compareText(a.name, b.name));
}

function hasPodNetwork(resource: PolicyResource): boolean {
  return (
    resource.kubernetes?.kind !== "PodTemplate" && podSpecsOf(resource).some(({ spec }) => read(spec, "hostNetwork") !== true)
  );
}

function namespaceOf(resource: PolicyResource): string | undefined {
  const namespace = read(resource.props, "metadata", "namespace") ?? "default";
  return typeof namespace === "string" ? namespace : undefined;
}

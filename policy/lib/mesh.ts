import { describeResource, fail, unknown } from "./finding.ts";
import { entries, isAbsent, isUnknown, items, read, text } from "./plain.ts";
import type { World } from "./rule.ts";
import type { Finding, Plain, PolicyResource } from "./verdict.ts";

/** What Istio reads from the labels of a namespace: sidecars by name or revision, or the ambient mesh. */
const MEMBERSHIP: Readonly<Record<string, (value: Plain) => boolean>> = {
  "istio-injection": (value) => value === "enabled" || isUnknown(value),
  "istio.io/rev": (value) => !isAbsent(value) && value !== "",
  "istio.io/dataplane-mode": (value) => value === "ambient" || isUnknown(value),
};

/** Namespaces whose pods are in the Istio mesh. */
export function meshNamespaces(world: World): readonly PolicyResource[] {
  return world
    .byKind("Namespace", "")
    .filter(({ props }) => Object.entries(MEMBERSHIP).some(([label, joins]) => joins(read(props, "metadata", "labels", label))));
}

/** What every namespace of the mesh must have, of its own or from Istio's root namespace, for all of its pods. */
export interface NamespaceWide {
  /** A kind of `security.istio.io`. */
  readonly kind: string;
  /** Istio's root namespace, whose objects hold for the whole mesh. */
  readonly root: Plain;
  readonly counts: (object: PolicyResource) => boolean;
  /** In words, what is wanted. */
  readonly wanted: string;
}

export function judgeMeshNamespaces(world: World, { kind, root, counts, wanted }: NamespaceWide): readonly Finding[] {
  const objects = world.byKind(kind, "security.istio.io").filter((object) => counts(object) && isForAllPods(object));
  const places = objects.map(({ props }) => read(props, "metadata", "namespace"));
  return meshNamespaces(world).flatMap((subject) => {
    const name = text(subject.kubernetes?.name);
    if (places.some((place) => place === root || (name !== undefined && place === name))) return [];
    const message = `${describeResource(subject)} is in the mesh without ${wanted}; allowed: one in it or in ${String(root)}`;
    return [name === undefined || places.some(isUnknown) ? unknown(message, { subject }) : fail(message, { subject })];
  });
}

/** One with a selector, or for a gateway, leaves the other pods as they are. */
function isForAllPods({ props }: PolicyResource): boolean {
  const spec = read(props, "spec");
  return NARROWED.every((steps) => sizeOf(read(spec, ...steps)) === 0);
}

const NARROWED = [["selector", "matchLabels"], ["selector", "matchExpressions"], ["targetRef"], ["targetRefs"]];

function sizeOf(value: Plain): number {
  return entries(value).length + items(value).length;
}

/** The parameter of rules about namespaces of the mesh. */
export const ROOT_NAMESPACE = {
  rootNamespace: {
    type: "string",
    description: "Istio's root namespace, whose policies hold for the mesh.",
    default: "istio-system",
  },
} as const;

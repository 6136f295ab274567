import { describeResource, fail, unknown } from "./finding.ts";
import { isAbsent, isUnknown, items, read } from "./plain.ts";
import { isAtMost, isPositiveQuantity, LARGEST } from "./quantities.ts";
import type { World } from "./rule.ts";
import type { Finding, Plain, PolicyResource } from "./verdict.ts";

/** A kind of object that every namespace must hold, and what it must limit there. */
export interface NamespaceLimits {
  readonly kind: string;
  /** What must be limited, with the values of a namespace's objects that may do so. */
  readonly limits: readonly Limit[];
}

interface Limit {
  readonly of: string;
  readonly valuesIn: (object: PolicyResource) => readonly Plain[];
  readonly holds: (value: Plain) => boolean;
}

/** What a cluster of a thousand nodes holds: more for one namespace is no limit. */
const CLUSTER = { pods: 10_000, cpu: "10000", memory: "100Ti" };

/** Zero pods are a limit too. */
export const RESOURCE_QUOTA: NamespaceLimits = {
  kind: "ResourceQuota",
  limits: [
    { of: "pods", valuesIn: hard("pods", "count/pods"), holds: isAtMost(CLUSTER.pods) },
    { of: "cpu", valuesIn: hard("limits.cpu", "requests.cpu", "cpu"), holds: isAtMost(CLUSTER.cpu) },
    { of: "memory", valuesIn: hard("limits.memory", "requests.memory", "memory"), holds: isAtMost(CLUSTER.memory) },
  ],
};

export const LIMIT_RANGE: NamespaceLimits = {
  kind: "LimitRange",
  limits: (["cpu", "memory"] as const).map((of) => ({
    of,
    valuesIn: ({ props }) =>
      items(read(props, "spec", "limits"))
        .filter((limit) => isUnknown(limit) || read(limit, "type") === "Container")
        .flatMap((limit) => [read(limit, "default", of), read(limit, "max", of)]),
    holds: (value) => isPositiveQuantity(value) && isAtMost(LARGEST[of])(value),
  })),
};

/** A quota with scopes holds for some pods only. */
function hard(...keys: readonly string[]): Limit["valuesIn"] {
  return ({ props }) => {
    const spec = read(props, "spec");
    const scoped = items(read(spec, "scopes")).length > 0 || !isAbsent(read(spec, "scopeSelector"));
    return scoped && !isUnknown(spec) ? [] : keys.map((key) => read(spec, "hard", key));
  };
}

/** Judges that every namespace of the world holds an object of a kind, and that those it holds limit what they are for. */
export function judgeNamespaces(world: World, { kind, limits }: NamespaceLimits): readonly Finding[] {
  const placed = Map.groupBy(world.byKind(kind, ""), ({ kubernetes }) => kubernetes?.namespace);
  return world.byKind("Namespace", "").flatMap((subject) => {
    const name = subject.kubernetes?.name;
    const message = `${describeResource(subject)} has no ${kind}; allowed: at least one in every namespace`;
    if (name === undefined)
      return [unknown(`the name of ${describeResource(subject)} is not known before deployment: ${message}`, { subject })];
    const objects = placed.get(name) ?? [];
    return objects.length === 0 ? [fail(message, { subject })] : judgeLimits(subject, objects, { kind, limits });
  });
}

function judgeLimits(
  subject: PolicyResource,
  objects: readonly PolicyResource[],
  { kind, limits }: NamespaceLimits,
): readonly Finding[] {
  return limits.flatMap(({ of, valuesIn, holds }) => {
    const values = objects.flatMap(valuesIn);
    if (values.some((value) => !isUnknown(value) && !isAbsent(value) && holds(value))) return [];
    const message = `${describeResource(subject)}: no ${kind} in it limits ${of}; allowed: a limit for every pod, less than a cluster has`;
    return [values.some(isUnknown) ? unknown(message, { subject }) : fail(message, { subject })];
  });
}

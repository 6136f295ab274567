import { fail } from "./finding.ts";
import { ofKind } from "./kinds.ts";
import { isUnknown, items, text } from "./plain.ts";
import { below, each, notKnown, objectOf, placeOf, type Subject } from "./subject.ts";
import type { Finding, Plain, PolicyResource } from "./verdict.ts";

export const isRole = ofKind("rbac.authorization.k8s.io/Role", "rbac.authorization.k8s.io/ClusterRole");
export const isBinding = ofKind("rbac.authorization.k8s.io/RoleBinding", "rbac.authorization.k8s.io/ClusterRoleBinding");

/** What a rule of a role would let its subjects do. */
export interface Power {
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** Harmless when the rule names the objects (`resourceNames`). */
  readonly unlessNamed?: boolean;
}

/** Changing objects of the whole cluster: harmless where the role names the one object, but creating cannot be limited so. */
export function powersToChange(what: Pick<Power, "groups" | "resources">): readonly Power[] {
  return [
    { ...what, verbs: ["create", "deletecollection"] },
    { ...what, verbs: ["update", "patch", "delete"], unlessNamed: true },
  ];
}

/** Rules of a role that give one of the powers, each reported once; wildcards give it too. */
export function findPowers(role: PolicyResource, powers: readonly Power[], allowed: string): readonly Finding[] {
  return each(objectOf(role), "rules").flatMap((rule) => {
    const found = powers.flatMap((power) => judgeRule(rule, power, allowed) ?? []);
    return found.find(({ verdict }) => verdict === "fail") ?? found[0] ?? [];
  });
}

function judgeRule(rule: Subject, power: Power, allowed: string): Finding | undefined {
  const groups = overlap(below(rule, "apiGroups").value, power.groups);
  const resources = overlap(below(rule, "resources").value, power.resources);
  const verbs = overlap(below(rule, "verbs").value, power.verbs);
  if (groups === undefined || resources === undefined || verbs === undefined) return undefined;
  const names = below(rule, "resourceNames");
  if (power.unlessNamed === true && isNaming(names.value)) return isUnknown(names.value) ? notKnown(names, allowed) : undefined;
  if ([groups, resources, verbs].some((hits) => hits.length === 0)) return notKnown(rule, allowed);
  const found = `${verbs.join(", ")} on ${resources.join(", ")}`;
  return fail(`${rule.owner}: ${rule.field} allows ${found}; allowed: ${allowed}`, placeOf(rule));
}

/** An empty name is that of every request that names nothing: of list, watch and deletecollection. */
function isNaming(names: Plain): boolean {
  return items(names).length > 0 && !items(names).includes("");
}

/** The elements that cover a wanted name; empty when that hangs on an unknown one, undefined when there is none. */
function overlap(list: Plain, wanted: readonly string[]): readonly string[] | undefined {
  const given = items(list);
  const hits = given.map(text).filter((name) => name !== undefined && wanted.some((one) => covers(name, one)));
  if (hits.length > 0) return hits as string[];
  return given.some(isUnknown) ? [] : undefined;
}

/**
 * As the authorizer matches: a star covers everything, and before a subresource (star, slash, `log`) that of every resource.
 * A wanted name that ends in a slash stands for every subresource below it.
 */
export function covers(given: string, wanted: string): boolean {
  if (wanted.endsWith("/") && given.startsWith(wanted)) return true;
  return given === "*" || given === wanted || (given.startsWith("*/") && wanted.endsWith(given.slice(1)));
}

import { fail } from "./finding.ts";
import { isAbsent, isUnknown, type PlainRecord } from "./plain.ts";
import { podSpecsOf } from "./podSpecs.ts";
import { below, mustBe, placeOf, podsOf, unless, type PodSubject, type Subject } from "./subject.ts";
import type { Finding, Plain, PolicyResource } from "./verdict.ts";

/**
 * The Pod Security Standards are those of Kubernetes v1.37: https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export const POD_SECURITY_VERSION = "v1.37";

/** How every rule about pods can be bypassed. */
export const BYPASS =
  "Not seen: pods made outside this program, or by custom resources that hold containers otherwise than in a pod template; keep Pod Security admission on.";

export function hasPods(resource: PolicyResource): boolean {
  return podSpecsOf(resource).length > 0;
}

/** Linux-only demands are lifted from Windows pods (v1.25). */
export function unlessWindows(pod: PodSubject, findings: readonly Finding[]): readonly Finding[] {
  return unless(below(pod, "os", "name"), (name) => name === "windows", findings);
}

/** Root in a pod with its own user namespace is nobody on the node (v1.35). */
export function unlessUserNamespace(pod: PodSubject, findings: readonly Finding[]): readonly Finding[] {
  return unless(below(pod, "hostUsers"), (hostUsers) => hostUsers === false, findings);
}

/** A field of the security context of the pod and of its containers. */
export interface SecurityField {
  /** Path below `securityContext`. */
  readonly steps: readonly string[];
  readonly allows: (value: Plain) => boolean;
  readonly allowed: string;
}

/** Judges a field wherever it is set, on the pod and on each container; absence must be among what it allows. */
export function judgeWhereSet(pod: PodSubject, { steps, allows, allowed }: SecurityField): readonly Finding[] {
  // An unknown pod has one unknown container, which speaks for it.
  const setters: readonly Subject[] = isUnknown(pod.value) ? pod.containers : [pod, ...pod.containers];
  return setters.flatMap((setter) => mustBe(below(setter, "securityContext", ...steps), allows, allowed));
}

/** Judges a field that containers inherit from the pod: no set value may be wrong, and each container must get one. */
export function judgeInherited(pod: PodSubject, field: SecurityField): readonly Finding[] {
  // For a nested field the object it stands in decides who sets it: an empty seccompProfile inherits nothing.
  const setter = ["securityContext", ...(field.steps.length > 1 ? field.steps.slice(0, -1) : field.steps)];
  const set = (subject: Subject): boolean => !isAbsent(below(subject, ...setter).value);
  const judge = (subject: Subject): readonly Finding[] =>
    mustBe(below(subject, "securityContext", ...field.steps), field.allows, field.allowed);
  const orphan = (container: Subject): Finding => {
    const place = below(container, "securityContext", ...field.steps);
    return fail(`${place.owner} does not set ${place.field}, nor does its pod; allowed: ${field.allowed}`, placeOf(place));
  };
  const ofPod = set(pod) && !isUnknown(pod.value) ? judge(pod) : [];
  return [...ofPod, ...pod.containers.flatMap((one) => (set(one) ? judge(one) : set(pod) ? [] : [orphan(one)]))];
}

/** Parameters with which the rules judge by a Pod Security level alone (`--profile pss-baseline`, `pss-restricted`). */
export const POD_SECURITY_PARAMS: Readonly<Record<"baseline" | "restricted", Readonly<Record<string, PlainRecord>>>> = {
  baseline: { "proc-mount": { unmaskedInUserNamespace: true } },
  restricted: {},
};

/** Runs a judgement on every pod of an object. */
export function eachPod(judge: (pod: PodSubject) => readonly Finding[]): (resource: PolicyResource) => readonly Finding[] {
  return (resource) => podsOf(resource).flatMap(judge);
}

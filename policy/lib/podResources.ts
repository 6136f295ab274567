import { below, mustBe, unless, type PodSubject, type Subject } from "./subject.ts";
import { isAbsent } from "./plain.ts";
import { isAtMost, isPositiveQuantity, LARGEST } from "./quantities.ts";
import type { Finding, Plain } from "./verdict.ts";

/** A resource every container must state, under one of the keys. */
export interface Amount {
  readonly resource: "cpu" | "memory" | "ephemeral-storage";
  /** `limits`; or `requests` and `limits`, because a limit without a request is the request too. */
  readonly keys: readonly ("limits" | "requests")[];
}

/**
 * Judges that each container states the amount, unless the pod as a whole does (`spec.resources`, for cpu and memory).
 * Ephemeral containers are left out: the API server refuses resources in them.
 */
export function judgeAmount(pod: PodSubject, { resource, keys }: Amount): readonly Finding[] {
  const containers = pod.containers.filter(({ kind }) => kind !== "ephemeral");
  const findings = containers.flatMap((container) => {
    const places = keys.map((key) => below(container, "resources", key, resource));
    const place = places.find(({ value }) => !isAbsent(value)) ?? places[0];
    return place === undefined ? [] : judgeQuantity(place, resource);
  });
  const ofPod = keys.map((key) => below(pod, "resources", key, resource)).find(({ value }) => !isAbsent(value));
  const isLimit = (value: Plain): boolean => isPositiveQuantity(value) && isAtMost(LARGEST[resource])(value);
  return ofPod === undefined ? findings : unless(ofPod, isLimit, findings);
}

/** A limit above what any machine has is none. */
export function judgeQuantity(place: Subject, resource: keyof typeof LARGEST): readonly Finding[] {
  const findings = mustBe(place, isPositiveQuantity, "a quantity above 0");
  return findings.length > 0 ? findings : mustBe(place, isAtMost(LARGEST[resource]), `at most ${LARGEST[resource]}`);
}

import { below, mustBe, unless, type PodSubject } from "./subject.ts";
import { isAbsent } from "./plain.ts";
import { isPositiveQuantity } from "./quantities.ts";
import type { Finding } from "./verdict.ts";

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
    return place === undefined ? [] : mustBe(place, isPositiveQuantity, "a quantity above 0");
  });
  const ofPod = keys.map((key) => below(pod, "resources", key, resource)).find(({ value }) => !isAbsent(value));
  return ofPod === undefined ? findings : unless(ofPod, isPositiveQuantity, findings);
}

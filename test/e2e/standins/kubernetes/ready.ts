/** When an object counts as ready, by the rules of Pulumi's Kubernetes provider. Pure. */
import { isObject, type Wire, type WireObject } from "../../../../tools/engine/values.ts";

/** Why it is not ready yet; undefined when it is. `hasEndpoints` is asked of Services only. */
export function notReady(object: WireObject, hasEndpoints: boolean): string | undefined {
  const annotations = at(object, "metadata", "annotations");
  if (isObject(annotations) && annotations["pulumi.com/skipAwait"] === "true") return undefined;
  return RULES[String(object["kind"])]?.(object, hasEndpoints);
}

type Rule = (object: WireObject, hasEndpoints: boolean) => string | undefined;

const RULES: Readonly<Record<string, Rule>> = {
  Deployment: (object) => rollout(object, ["updatedReplicas", "availableReplicas"], wanted(object)),
  StatefulSet: (object) => rollout(object, ["updatedReplicas", "readyReplicas"], wanted(object)),
  DaemonSet: (object) =>
    rollout(object, ["updatedNumberScheduled", "numberReady"], count(object, "status", "desiredNumberScheduled")),
  Job: (object) => condition(object, "Complete"),
  Pod: (object) => condition(object, "Ready"),
  CustomResourceDefinition: (object) => condition(object, "Established"),
  PersistentVolumeClaim: (object) => (at(object, "status", "phase") === "Bound" ? undefined : "the claim is not bound"),
  Service: (object, hasEndpoints) =>
    !waitsForPods(object) || hasEndpoints ? undefined : "the Service selects no ready pod: its endpoints are empty",
};

/** Headless, external and selector-less Services are ready at once; any other waits for a ready pod. */
export function waitsForPods(service: WireObject): boolean {
  const selector = at(service, "spec", "selector");
  const selects = isObject(selector) && Object.keys(selector).length > 0;
  return selects && at(service, "spec", "clusterIP") !== "None" && at(service, "spec", "type") !== "ExternalName";
}

function wanted(object: WireObject): number {
  return typeof at(object, "spec", "replicas") === "number" ? count(object, "spec", "replicas") : 1;
}

function rollout(object: WireObject, counters: readonly string[], replicas: number): string | undefined {
  if (count(object, "status", "observedGeneration") < count(object, "metadata", "generation"))
    return "the controller has not seen the change";
  const behind = counters.find((counter) => count(object, "status", counter) < replicas);
  return behind === undefined ? undefined : `${behind} is ${count(object, "status", behind)} of ${replicas}`;
}

function condition(object: WireObject, type: string): string | undefined {
  const conditions = at(object, "status", "conditions");
  const list: readonly Wire[] = Array.isArray(conditions) ? conditions : [];
  const holds = list.some((entry) => isObject(entry) && entry["type"] === type && entry["status"] === "True");
  return holds ? undefined : `not ${type}`;
}

function count(object: WireObject, ...path: readonly string[]): number {
  const value = at(object, ...path);
  return typeof value === "number" ? value : 0;
}

function at(value: Wire | undefined, ...path: readonly string[]): Wire | undefined {
  return path.reduce<Wire | undefined>((current, key) => (isObject(current) ? current[key] : undefined), value);
}

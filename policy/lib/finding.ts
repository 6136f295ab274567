import { isUnknown } from "./plain.ts";
import type { Finding, Plain, PolicyResource } from "./verdict.ts";

/** Where in the resource a finding is. */
export interface Place {
  readonly path?: string | undefined;
  readonly container?: string | undefined;
  /** Only from world rules. */
  readonly subject?: PolicyResource | undefined;
}

export function fail(message: string, place: Place = {}): Finding {
  return { verdict: "fail", message, ...place };
}

/** For what cannot be judged before deployment; say what is allowed, so that the reader can check by hand. */
export function unknown(message: string, place: Place = {}): Finding {
  return { verdict: "unknown", message, ...place };
}

/** What a field must be. */
export interface Demand extends Place {
  readonly path: string;
  readonly allowed: (value: Plain) => boolean;
  /** The failure in words: the object, the container, what was found and what is allowed. */
  readonly message: string;
}

/**
 * The three-way judgement of one field: nothing when it is allowed, `unknown` when it cannot be known, else `fail`.
 *
 *     demand(read(container, "securityContext", "privileged"), { path, container: name, allowed: (v) => v !== true, message })
 */
export function demand(value: Plain, { allowed, message, ...place }: Demand): readonly Finding[] {
  if (isUnknown(value))
    return [unknown(`${place.path} is not known before deployment, so this cannot be ruled out: ${message}`, place)];
  return allowed(value) ? [] : [fail(message, place)];
}

/** `Deployment gateway/precinct-gateway`, or the type and name of what is not a Kubernetes object. */
export function describeResource(resource: PolicyResource): string {
  const { kubernetes } = resource;
  if (kubernetes === undefined) return `${resource.type} ${resource.name}`;
  const name = kubernetes.name ?? resource.name;
  return `${kubernetes.kind} ${kubernetes.namespace === undefined ? name : `${kubernetes.namespace}/${name}`}`;
}

const SHOWN = 80;

/** A value as it may stand in a message: short, on one line. Never pass what could be a secret. */
export function show(value: Plain): string {
  if (value === undefined) return "nothing";
  if (isUnknown(value)) return "a value not known yet";
  const json = JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "symbol" ? "<unknown>" : inner));
  return json.length > SHOWN ? `${json.slice(0, SHOWN - 1)}…` : json;
}

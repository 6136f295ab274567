import { apiGroupOf } from "./kubernetesObject.ts";
import type { PolicyResource } from "./verdict.ts";

/** Whether the object is of one of the kinds, given as `group/Kind` (`/Service` in the core group). */
export function isKind(resource: PolicyResource, ...kinds: readonly string[]): boolean {
  const { kubernetes } = resource;
  return kubernetes !== undefined && kinds.includes(`${apiGroupOf(kubernetes.apiVersion)}/${kubernetes.kind}`);
}

/** `appliesTo` for the kinds, given as `group/Kind`. */
export function ofKind(...kinds: readonly string[]): (resource: PolicyResource) => boolean {
  return (resource) => isKind(resource, ...kinds);
}

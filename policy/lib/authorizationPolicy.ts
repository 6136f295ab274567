import { entries, isAbsent, isRecord } from "./plain.ts";
import { below, each, objectOf, type Subject } from "./subject.ts";
import type { Plain, PolicyResource } from "./verdict.ts";

/** Rules of an Istio AuthorizationPolicy that allow; those of a denial or an audit are left out. */
export function allowanceRules(resource: PolicyResource): readonly Subject[] {
  const spec = below(objectOf(resource), "spec");
  const action = below(spec, "action").value;
  return action === "DENY" || action === "AUDIT" ? [] : each(spec, "rules");
}

/** `{}` matches every request. */
export function isEmptyRule(rule: Plain): boolean {
  return isAbsent(rule) || (isRecord(rule) && entries(rule).every(([, part]) => isAbsent(part)));
}

import { isAbsent, isUnknown, read } from "./plain.ts";
import type { Finding, PolicyResource } from "./verdict.ts";

/** Annotation of an object that says why something in it is wider than usual. */
export const REASON_ANNOTATION = "palisade.dev/reason";

/** Findings that a written reason lifts; a reason that is not known yet leaves them unknown. */
export function unlessReasoned(resource: PolicyResource, findings: readonly Finding[]): readonly Finding[] {
  const reason = read(resource.props, "metadata", "annotations", REASON_ANNOTATION);
  if (isUnknown(reason)) return findings.map((finding) => ({ ...finding, verdict: "unknown" }));
  return isAbsent(reason) || reason === "" ? findings : [];
}

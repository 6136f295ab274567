import { fail } from "../../lib/finding.ts";
import { isKind } from "../../lib/kinds.ts";
import { ALWAYS } from "../../lib/levels.ts";
import { entries, text } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { secretInNote } from "../../lib/secretsInText.ts";
import { below, objectOf, placeOf, podsOf, type Subject } from "../../lib/subject.ts";
import type { Finding, PolicyResource } from "../../lib/verdict.ts";

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

export const secretInAnnotation: ResourceRule = {
  name: "secret-in-annotation",
  title: "Annotations hold no secrets",
  description:
    "No annotation of an object or of its pods may look like a secret by its format, or set a password or a key by its name, and no Secret may carry what kubectl apply last sent (its values in Base64): annotations are shown wherever the object is listed. See policy/lib/secretPatterns.ts for what counts; words such as token and secret in a key name a thing more often than they hold one, and pass.",
  severity: "high",
  level: ALWAYS,
  controls: ["P-51", "G-29", "G-37", "PCI-DSS 8.6.2", "SOC2 CC6.1", "ISO27001 A.5.17"],
  remediation: "Move the value into a Secret and name it; rotate what was written down.",
  scope: "resource",
  appliesTo: ({ kubernetes }) => kubernetes !== undefined,
  check: (resource) =>
    annotationsOf(resource).flatMap((annotations) =>
      entries(annotations.value).flatMap(([key]) => judge(resource, below(annotations, key), key)),
    ),
};

function annotationsOf(resource: PolicyResource): readonly Subject[] {
  const ofPods = podsOf(resource).map((pod) => {
    const path = pod.path.replace(/\.?spec$/, "");
    return below({ ...pod, value: pod.metadata, path: `${path}.metadata`, field: `${path}.metadata` }, "annotations");
  });
  return [below(objectOf(resource), "metadata", "annotations"), ...ofPods.filter(({ path }) => !path.startsWith("."))];
}

function judge(resource: PolicyResource, place: Subject, key: string): readonly Finding[] {
  const applied = key === LAST_APPLIED && isKind(resource, "/Secret");
  const kind = applied ? "the values of a Secret" : secretInNote(key, text(place.value) ?? "");
  if (kind === undefined) return [];
  return [fail(`${place.owner} holds in ${place.field} what looks like ${kind}; allowed: the name of a Secret`, placeOf(place))];
}

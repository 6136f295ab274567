import { isKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { read, isUnknown } from "../../lib/plain.ts";
import { hasPods } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, objectOf, podsOf, type Subject } from "../../lib/subject.ts";
import type { Plain, Finding } from "../../lib/verdict.ts";

const ANNOTATION = "config.linkerd.io/default-inbound-policy";
const OPEN: readonly Plain[] = ["all-unauthenticated", "cluster-unauthenticated"];

export const linkerdDefaultPolicy: ResourceRule = {
  name: "linkerd-default-policy",
  title: "Linkerd refuses callers without an identity",
  description:
    "The annotation config.linkerd.io/default-inbound-policy of a Namespace or of pods must not be all-unauthenticated or cluster-unauthenticated: that is the default of an installation too, which cannot be seen from here, and means that mTLS is used but not demanded.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-49", "P-128", "NSA-CISA authentication", "PCI-DSS 4.2.1", "SOC2 CC6.7", "ISO27001 A.8.24"],
  remediation: "Set the annotation to deny or cluster-authenticated and allow by AuthorizationPolicy.",
  scope: "resource",
  appliesTo: (resource) => hasPods(resource) || isKind(resource, "/Namespace"),
  check: (resource) => [
    ...judge({ ...objectOf(resource), value: resource.props["metadata"], path: "metadata", field: "metadata" }),
    ...podsOf(resource).flatMap((pod) =>
      pod.path === "spec"
        ? []
        : judge({ ...pod, value: pod.metadata, path: pod.path.replace(/spec$/, "metadata"), field: "metadata" }),
    ),
  ],
};

function judge(metadata: Subject): readonly Finding[] {
  // Unknown metadata hides this annotation like every other; rules about names and labels say so.
  if (isUnknown(metadata.value) || isUnknown(read(metadata.value, "annotations"))) return [];
  return mustBe(
    below(metadata, "annotations", ANNOTATION),
    (policy) => !OPEN.includes(policy),
    "an authenticated policy, or deny",
  );
}

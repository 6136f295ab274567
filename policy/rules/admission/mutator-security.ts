import { apiGroupOf } from "../../lib/kubernetesObject.ts";
import { ofKind } from "../../lib/kinds.ts";
import { describeResource, fail } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { text } from "../../lib/plain.ts";
import { REASON_ANNOTATION, unlessReasoned } from "../../lib/reasoned.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, objectOf } from "../../lib/subject.ts";
import type { Plain, PolicyResource } from "../../lib/verdict.ts";

const isPolicy = ofKind("admissionregistration.k8s.io/MutatingAdmissionPolicy");

/** Fields that harden, wherever they stand in an object. */
const HARDENING =
  /securityContext|host(PID|IPC|Network|Users|Path|Port)|serviceAccount|automount|capabilities|volumes|pod-security|policyTypes|podSelector|failurePolicy|enforcementAction/i;

export const mutatorSecurity: ResourceRule = {
  name: "mutator-security",
  title: "Nothing weakens objects behind the reviewer's back",
  description:
    "A mutator of Gatekeeper (Assign, AssignImage, ModifySet, AssignMetadata) that writes where objects harden (securityContext, host namespaces, volumes, ServiceAccounts, Pod Security labels, images), and every MutatingAdmissionPolicy, changes what was reviewed after it was: it needs a written reason in the annotation palisade.dev/reason. Mutating webhooks do the same by code, which cannot be read.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-53", "P-55", "NSA-CISA pod security", "PCI-DSS 2.2.1", "SOC2 CC8.1", "ISO27001 A.8.32"],
  remediation: "Harden objects where they are declared; else say in palisade.dev/reason what the mutator sets and why.",
  scope: "resource",
  appliesTo: (resource) => isPolicy(resource) || isMutator(resource),
  check: (resource) => {
    const object = objectOf(resource);
    const findings = isPolicy(resource)
      ? [fail(`${describeResource(resource)} changes objects by expressions; allowed: with the annotation ${REASON_ANNOTATION}`)]
      : mustBe(below(object, "spec", "location"), (location) => isHarmless(resource, location), ALLOWED);
    return unlessReasoned(resource, findings);
  },
};

const ALLOWED = `a field that does not harden, or the annotation ${REASON_ANNOTATION}`;

function isHarmless({ kubernetes }: PolicyResource, location: Plain): boolean {
  return kubernetes?.kind !== "AssignImage" && !HARDENING.test(text(location) ?? "");
}

function isMutator({ kubernetes }: PolicyResource): boolean {
  return apiGroupOf(kubernetes?.apiVersion ?? "") === "mutations.gatekeeper.sh";
}

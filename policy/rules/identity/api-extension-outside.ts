import { isKind, ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, objectOf, type Subject } from "../../lib/subject.ts";
import type { PolicyResource } from "../../lib/verdict.ts";

const CRD = "apiextensions.k8s.io/CustomResourceDefinition";

export const apiExtensionOutside: ResourceRule = {
  name: "api-extension-outside",
  title: "The API server asks nobody outside the cluster",
  description:
    "clientConfig of an admission webhook, and of the conversion webhook of a CustomResourceDefinition, must name a Service, not a url: whoever is asked sees every object in question, Secrets included, and a mutating webhook writes them. A Service without a selector can still lead outside; its endpoints are judged by reachable-equals-declared.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-55", "NSA-CISA network separation", "PCI-DSS 1.4.4", "SOC2 CC6.6", "ISO27001 A.8.20"],
  remediation: "Run the webhook in the cluster and name its Service in clientConfig.service.",
  scope: "resource",
  appliesTo: ofKind(
    CRD,
    "admissionregistration.k8s.io/MutatingWebhookConfiguration",
    "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
  ),
  check: (resource) =>
    clientsOf(resource).flatMap((client) => mustBe(below(client, "url"), isAbsent, "a Service of the cluster")),
};

function clientsOf(resource: PolicyResource): readonly Subject[] {
  const object = objectOf(resource);
  if (isKind(resource, CRD)) return [below(object, "spec", "conversion", "webhook", "clientConfig")];
  return each(object, "webhooks").map((webhook) => below(webhook, "clientConfig"));
}

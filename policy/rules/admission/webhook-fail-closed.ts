import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, absentOr, objectOf } from "../../lib/subject.ts";

export const webhookFailClosed: ResourceRule = {
  name: "webhook-fail-closed",
  title: "Validating webhooks refuse when they cannot answer",
  description:
    "failurePolicy of every webhook of a ValidatingWebhookConfiguration must be Fail (also the default): with Ignore, stopping the webhook switches the policy off. A namespaceSelector or matchConditions that leave namespaces out do the same for those.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-55", "S-85", "S-89", "CIS-K8S 5.2.1", "NSA-CISA pod security", "PCI-DSS 2.2.1", "SOC2 CC6.8", "ISO27001 A.8.9"],
  remediation:
    "Set failurePolicy: Fail, run three replicas with a disruption budget, and exempt the webhook's own namespace only.",
  scope: "resource",
  appliesTo: ofKind("admissionregistration.k8s.io/ValidatingWebhookConfiguration"),
  check: (resource) =>
    each(objectOf(resource), "webhooks").flatMap((webhook) => mustBe(below(webhook, "failurePolicy"), absentOr("Fail"), "Fail")),
};

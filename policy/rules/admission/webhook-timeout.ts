import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent, number } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, objectOf } from "../../lib/subject.ts";

export const webhookTimeout: ResourceRule = {
  name: "webhook-timeout",
  title: "Webhooks answer within ten seconds",
  description:
    "timeoutSeconds of admission webhooks must be at most 10 (also the default): every write to the API server waits for it, and several webhooks add up.",
  severity: "low",
  level: FROM_STAGING,
  controls: ["S-88", "NSA-CISA pod security", "PCI-DSS 2.2.1", "SOC2 CC6.8", "ISO27001 A.8.9"],
  remediation: "Set timeoutSeconds to 10 or less.",
  scope: "resource",
  appliesTo: ofKind(
    "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
    "admissionregistration.k8s.io/MutatingWebhookConfiguration",
  ),
  check: (resource) =>
    each(objectOf(resource), "webhooks").flatMap((webhook) =>
      mustBe(below(webhook, "timeoutSeconds"), (value) => isAbsent(value) || (number(value) ?? 11) <= 10, "at most 10"),
    ),
};

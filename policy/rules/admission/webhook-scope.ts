import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent, items, entries } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, objectOf } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

export const webhookScope: ResourceRule = {
  name: "webhook-scope",
  title: "Nobody labels an object past a webhook",
  description:
    "A validating webhook must not have an objectSelector: whoever creates an object chooses its labels, and with them whether it is checked. Which namespaces it covers is the namespaceSelector's, which only who may label namespaces can change (rbac-namespace-labels).",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-55", "P-73", "S-43", "CIS-K8S 5.2.1", "NSA-CISA pod security", "PCI-DSS 2.2.1", "SOC2 CC6.8", "ISO27001 A.8.9"],
  remediation: "Remove objectSelector; narrow rules or namespaceSelector instead.",
  scope: "resource",
  appliesTo: ofKind("admissionregistration.k8s.io/ValidatingWebhookConfiguration"),
  check: (resource) =>
    each(objectOf(resource), "webhooks").flatMap((webhook) =>
      mustBe(below(webhook, "objectSelector"), selectsEverything, "no objectSelector, or an empty one"),
    ),
};

function selectsEverything(selector: Plain): boolean {
  return (
    isAbsent(selector) || entries(selector).every(([, part]) => isAbsent(part) || entries(part).length + items(part).length === 0)
  );
}

import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { absentOr, below, each, mustBe, objectOf } from "../../lib/subject.ts";
import { selectsEverything } from "../../lib/webhooks.ts";

export const webhookScope: ResourceRule = {
  name: "webhook-scope",
  title: "Nobody labels or spells an object past a webhook",
  description:
    "A validating webhook must not have an objectSelector: whoever creates an object chooses its labels, and with them whether it is checked. matchPolicy must be Equivalent (also the default): with Exact, an object sent in another version of its group is not checked; matchConditions must be empty, for no rule reads what their expressions leave out. Which namespaces it covers is the namespaceSelector's, which only who may label namespaces can change (rbac-namespace-labels).",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-55", "P-73", "S-43", "CIS-K8S 5.2.1", "NSA-CISA pod security", "PCI-DSS 2.2.1", "SOC2 CC6.8", "ISO27001 A.8.9"],
  remediation: "Remove objectSelector and matchPolicy; narrow rules or namespaceSelector instead.",
  scope: "resource",
  appliesTo: ofKind("admissionregistration.k8s.io/ValidatingWebhookConfiguration"),
  check: (resource) =>
    each(objectOf(resource), "webhooks").flatMap((webhook) => [
      ...mustBe(below(webhook, "objectSelector"), selectsEverything, "no objectSelector, or an empty one"),
      ...mustBe(below(webhook, "matchPolicy"), absentOr("Equivalent"), "Equivalent"),
      ...each(webhook, "matchConditions").flatMap((condition) => mustBe(condition, isAbsent, "no conditions")),
    ]),
};

import { judgePlace } from "../../lib/cloud/settings.ts";
import { isKind, ofKind } from "../../lib/kinds.ts";
import { FROM_PROD } from "../../lib/levels.ts";
import { isAbsent, items } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { absentOr, below, mustBe, objectOf } from "../../lib/subject.ts";
import { selectsEverything } from "../../lib/webhooks.ts";

const GROUP = "admissionregistration.k8s.io";

export const admissionPolicyEnforced: ResourceRule = {
  name: "admission-policy-enforced",
  title: "Admission policies of the API server refuse",
  description:
    "A ValidatingAdmissionPolicyBinding must have Deny among its validationActions (Warn and Audit only record) and refuse where its parameters are missing; a ValidatingAdmissionPolicy must fail closed; neither may select by labels of objects, which whoever creates them chooses. What the expressions demand is not judged, nor which namespaces are left out.",
  severity: "medium",
  level: FROM_PROD,
  controls: ["P-53", "P-55", "S-85", "NSA-CISA pod security", "PCI-DSS 2.2.1", "SOC2 CC6.8", "ISO27001 A.8.9"],
  remediation:
    "Set validationActions: [Deny] once the audit of the policy is clean, failurePolicy: Fail and parameterNotFoundAction: Deny.",
  scope: "resource",
  appliesTo: ofKind(`${GROUP}/ValidatingAdmissionPolicy`, `${GROUP}/ValidatingAdmissionPolicyBinding`),
  check: (resource) => {
    const spec = below(objectOf(resource), "spec");
    const isPolicy = isKind(resource, `${GROUP}/ValidatingAdmissionPolicy`);
    const match = below(spec, isPolicy ? "matchConstraints" : "matchResources");
    const parameters = below(spec, "paramRef", "parameterNotFoundAction");
    return [
      ...(isPolicy ? mustBe(below(spec, "failurePolicy"), absentOr("Fail"), "Fail") : []),
      ...(isPolicy
        ? []
        : judgePlace(below(spec, "validationActions"), (list) => items(list).includes("Deny"), "Deny among them")),
      ...(isPolicy || isAbsent(below(spec, "paramRef").value) ? [] : mustBe(parameters, (action) => action === "Deny", "Deny")),
      ...mustBe(below(match, "objectSelector"), selectsEverything, "no objectSelector, or an empty one"),
      ...mustBe(below(match, "matchPolicy"), absentOr("Equivalent"), "Equivalent"),
    ];
  },
};

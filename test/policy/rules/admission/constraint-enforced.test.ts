import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { constraintEnforced } from "../../../../policy/rules/admission/constraint-enforced.ts";
import { constraint } from "../../fixtures/objects.ts";
import { cases, NOT_APPLICABLE } from "../cases.ts";

cases(constraintEnforced, constraint, [
  [
    "dryrun",
    { "spec.enforcementAction": "dryrun" },
    'K8sRequiredLabels owner sets spec.enforcementAction to "dryrun"; allowed: deny',
  ],
  ["not set", { "spec.enforcementAction": undefined }],
  ["warn", { "spec.enforcementAction": "warn" }, 'K8sRequiredLabels owner sets spec.enforcementAction to "warn"; allowed: deny'],
  [
    "an unknown action",
    { "spec.enforcementAction": UNKNOWN },
    "unknown: K8sRequiredLabels owner: spec.enforcementAction is not known before deployment; allowed: deny",
  ],
  ["a template", { apiVersion: "templates.gatekeeper.sh/v1" }, NOT_APPLICABLE],
]);

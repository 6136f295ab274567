import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { policyControllerNoMatch } from "../../../../policy/rules/admission/policy-controller-no-match.ts";
import { policyControllerConfig } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(policyControllerNoMatch, policyControllerConfig, [
  ["the default", { data: undefined }],
  [
    "a warning",
    { 'data["no-match-policy"]': "warn" },
    'ConfigMap cosign-system/config-policy-controller sets data.no-match-policy to "warn"; allowed: deny',
  ],
  [
    "admitted",
    { 'data["no-match-policy"]': "allow" },
    'ConfigMap cosign-system/config-policy-controller sets data.no-match-policy to "allow"; allowed: deny',
  ],
  [
    "unknown",
    { data: UNKNOWN },
    "unknown: ConfigMap cosign-system/config-policy-controller: data.no-match-policy is not known before deployment; allowed: deny",
  ],
]);

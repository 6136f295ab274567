import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { admissionPolicyEnforced } from "../../../../policy/rules/admission/admission-policy-enforced.ts";
import { webhooks } from "../../fixtures/objects.ts";
import { cases, NOT_APPLICABLE } from "../cases.ts";

const apiVersion = "admissionregistration.k8s.io/v1";
const policy: PlainRecord = {
  apiVersion,
  kind: "ValidatingAdmissionPolicy",
  metadata: { name: "limits" },
  spec: { failurePolicy: "Fail", matchConstraints: {}, validations: [{ expression: "true" }] },
};
const binding: PlainRecord = {
  apiVersion,
  kind: "ValidatingAdmissionPolicyBinding",
  metadata: { name: "limits" },
  spec: { policyName: "limits", validationActions: ["Deny", "Audit"], paramRef: { name: "p", parameterNotFoundAction: "Deny" } },
};
const OPT_OUT = { matchExpressions: [{ key: "skip", operator: "DoesNotExist" }] };

cases(admissionPolicyEnforced, policy, [
  ["the default", { "spec.failurePolicy": undefined }],
  [
    "one that fails open",
    { "spec.failurePolicy": "Ignore" },
    'ValidatingAdmissionPolicy limits sets spec.failurePolicy to "Ignore"; allowed: Fail',
  ],
  [
    "a label to opt out",
    { "spec.matchConstraints.objectSelector": OPT_OUT },
    'ValidatingAdmissionPolicy limits sets spec.matchConstraints.objectSelector to {"matchExpressions":[{"key":"skip","operator":"DoesNotExist"}]}; allowed: no objectSelector, or an empty one',
  ],
  [
    "one version exactly",
    { "spec.matchConstraints.matchPolicy": "Exact" },
    'ValidatingAdmissionPolicy limits sets spec.matchConstraints.matchPolicy to "Exact"; allowed: Equivalent',
  ],
]);

cases(admissionPolicyEnforced, binding, [
  ["no parameters", { "spec.paramRef": undefined }],
  [
    "records only",
    { "spec.validationActions": ["Warn", "Audit"] },
    'ValidatingAdmissionPolicyBinding limits sets spec.validationActions to ["Warn","Audit"]; allowed: Deny among them',
  ],
  [
    "does nothing",
    { "spec.validationActions": [] },
    "ValidatingAdmissionPolicyBinding limits sets spec.validationActions to []; allowed: Deny among them",
  ],
  [
    "allows without parameters",
    { "spec.paramRef.parameterNotFoundAction": "Allow" },
    'ValidatingAdmissionPolicyBinding limits sets spec.paramRef.parameterNotFoundAction to "Allow"; allowed: Deny',
  ],
  [
    "a label to opt out",
    { "spec.matchResources.objectSelector": OPT_OUT },
    'ValidatingAdmissionPolicyBinding limits sets spec.matchResources.objectSelector to {"matchExpressions":[{"key":"skip","operator":"DoesNotExist"}]}; allowed: no objectSelector, or an empty one',
  ],
  [
    "one action not known yet",
    { "spec.validationActions": ["Audit", UNKNOWN] },
    "unknown: ValidatingAdmissionPolicyBinding limits: spec.validationActions[1] is not known before deployment; allowed: Deny among them",
  ],
  [
    "actions not known yet",
    { "spec.validationActions": UNKNOWN },
    "unknown: ValidatingAdmissionPolicyBinding limits: spec.validationActions is not known before deployment; allowed: Deny among them",
  ],
]);

cases(admissionPolicyEnforced, webhooks, [["a webhook", {}, NOT_APPLICABLE, {}]]);

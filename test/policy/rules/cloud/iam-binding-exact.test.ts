import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { iamBindingExact } from "../../../../policy/rules/cloud/iam-binding-exact.ts";
import { iamBinding } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(iamBindingExact, iamBinding, [
  [
    "a condition",
    { "statements[0].resources": ["*"], "statements[0].conditions": { StringEquals: { "aws:ResourceTag/cluster": ["main"] } } },
  ],
  [
    "every action",
    { "statements[0].actions": ["s3:*"] },
    'main sets statements[0].actions to ["s3:*"]; allowed: actions without wildcards',
  ],
  [
    "a prefix",
    { "statements[0].actions": ["s3:PutObject", "s3:Get*"] },
    'main sets statements[0].actions to ["s3:PutObject","s3:Get*"]; allowed: actions without wildcards',
  ],
  ["no actions", { "statements[0].actions": [] }, "main sets statements[0].actions to []; allowed: actions without wildcards"],
  [
    "every resource",
    { "statements[0].resources": ["*"] },
    'main sets statements[0].resources to ["*"]; allowed: resources by name, or a condition',
  ],
  ["a trust without conditions", { "trust.conditions": {} }, "main sets trust.conditions to {}; allowed: at least one condition"],
  [
    "unknown",
    { "statements[0].resources": UNKNOWN },
    "unknown: main: statements[0].resources is not known before deployment; allowed: resources by name, or a condition",
  ],
]);

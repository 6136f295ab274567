import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { iamWildcardAction } from "../../../../policy/rules/cloud/iam-wildcard-action.ts";
import { azureRoleDefinition, iamPolicy, iamRole } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(iamWildcardAction, iamPolicy, [
  [
    "a prefix",
    { policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: ["s3:Get*"], Resource: "arn:aws:s3:::b/*" }] }) },
  ],
  [
    "everything",
    { policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "*", Resource: "arn:aws:s3:::b/*" }] }) },
    'main sets policy.Statement[0].Action to "*"; allowed: actions by name',
  ],
  [
    "a service in a list",
    {
      policy: JSON.stringify({
        Statement: [{ Effect: "Allow", Action: ["s3:GetObject", "s3:*"], Resource: "arn:aws:s3:::b/*" }],
      }),
    },
    'main sets policy.Statement[0].Action to ["s3:GetObject","s3:*"]; allowed: actions by name',
  ],
  [
    "with question marks",
    { policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "s?:?*", Resource: "arn:aws:s3:::b/*" }] }) },
    'main sets policy.Statement[0].Action to "s?:?*"; allowed: actions by name',
  ],
  ["denied", { policy: JSON.stringify({ Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }] }) }],
  ["no JSON", { policy: "{" }, 'main sets policy to "{"; allowed: a policy document in JSON'],
  ["unknown", { policy: UNKNOWN }, "unknown: main: policy is not known before deployment; allowed: actions by name"],
  [
    "an unknown action of an object",
    { policy: { Statement: [{ Effect: "Allow", Action: ["s3:GetObject", UNKNOWN] }] } },
    "unknown: main: policy.Statement[0].Action[1] is not known before deployment; allowed: actions by name",
  ],
]);

cloudCases(iamWildcardAction, iamRole, [
  [
    "in an inline policy",
    {
      "inlinePolicies[0].policy": JSON.stringify({
        Statement: [{ Effect: "Allow", Action: "iam:*", Resource: "arn:aws:s3:::b/*" }],
      }),
    },
    'main sets inlinePolicies[0].policy.Statement[0].Action to "iam:*"; allowed: actions by name',
  ],
  ["no inline policy", { inlinePolicies: undefined }],
]);

cloudCases(iamWildcardAction, azureRoleDefinition, [
  ["every action", { "permissions[0].actions": ["*"] }, 'main sets permissions[0].actions to ["*"]; allowed: actions by name'],
  [
    "every data action",
    { "permissions[0].dataActions": ["*"] },
    'main sets permissions[0].dataActions to ["*"]; allowed: actions by name',
  ],
]);

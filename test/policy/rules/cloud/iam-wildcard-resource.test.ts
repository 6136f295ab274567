import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { iamWildcardResource } from "../../../../policy/rules/cloud/iam-wildcard-resource.ts";
import { iamPolicy } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(iamWildcardResource, iamPolicy, [
  [
    "narrowed by a condition",
    {
      policy: JSON.stringify({
        Statement: [
          {
            Effect: "Allow",
            Action: "s3:GetObject",
            Resource: "*",
            Condition: { StringEquals: { "aws:ResourceTag/team": "web" } },
          },
        ],
      }),
    },
  ],
  [
    "actions that take none",
    {
      policy: JSON.stringify({
        Statement: [{ Effect: "Allow", Action: ["ec2:Describe*", "ecr:GetAuthorizationToken"], Resource: "*" }],
      }),
    },
  ],
  [
    "everything",
    { policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }] }) },
    'main sets policy.Statement[0].Resource to "*"; allowed: resources by name, or a condition',
  ],
  [
    "everything in a list",
    { policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: ["arn:aws:s3:::b/*", "*"] }] }) },
    'main sets policy.Statement[0].Resource to ["arn:aws:s3:::b/*","*"]; allowed: resources by name, or a condition',
  ],
  [
    "every bucket",
    { policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::*" }] }) },
    'main sets policy.Statement[0].Resource to "arn:aws:s3:::*"; allowed: resources by name, or a condition',
  ],
  [
    "an empty condition",
    { policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*", Condition: {} }] }) },
    'main sets policy.Statement[0].Resource to "*"; allowed: resources by name, or a condition',
  ],
  [
    "unknown",
    { policy: UNKNOWN },
    "unknown: main: policy is not known before deployment; allowed: resources by name, or a condition",
  ],
]);

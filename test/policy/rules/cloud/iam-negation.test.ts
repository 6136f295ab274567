import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { iamNegation } from "../../../../policy/rules/cloud/iam-negation.ts";
import { bucketPolicy, iamPolicy } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(iamNegation, iamPolicy, [
  [
    "NotAction",
    { policy: JSON.stringify({ Statement: [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }] }) },
    'main sets policy.Statement[0].NotAction to "iam:*"; allowed: Action, Resource and Principal',
  ],
  [
    "NotResource",
    { policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:s3:::b/*" }] }) },
    'main sets policy.Statement[0].NotResource to "arn:aws:s3:::b/*"; allowed: Action, Resource and Principal',
  ],
  [
    "unknown",
    { policy: UNKNOWN },
    "unknown: main: policy is not known before deployment; allowed: Action, Resource and Principal",
  ],
]);

cloudCases(iamNegation, bucketPolicy, [
  [
    "NotPrincipal",
    {
      policy: JSON.stringify({
        Statement: [{ Effect: "Allow", NotPrincipal: { AWS: "111122223333" }, Action: "s3:GetObject", Resource: "*" }],
      }),
    },
    'main sets policy.Statement[0].NotPrincipal to {"AWS":"111122223333"}; allowed: Action, Resource and Principal',
  ],
]);

import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { iamPublicPrincipal } from "../../../../policy/rules/cloud/iam-public-principal.ts";
import { bucketPolicy, ecrRepositoryPolicy, iamRole } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(iamPublicPrincipal, bucketPolicy, [
  [
    "everybody",
    { policy: JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" }] }) },
    'main sets policy.Statement[0].Principal to "*"; allowed: named principals, or a condition',
  ],
  [
    "every account",
    {
      policy: JSON.stringify({
        Statement: [{ Effect: "Allow", Principal: { AWS: ["111122223333", "*"] }, Action: "s3:GetObject", Resource: "*" }],
      }),
    },
    'main sets policy.Statement[0].Principal to {"AWS":["111122223333","*"]}; allowed: named principals, or a condition',
  ],
  [
    "unknown",
    { policy: UNKNOWN },
    "unknown: main: policy is not known before deployment; allowed: named principals, or a condition",
  ],
]);

cloudCases(iamPublicPrincipal, ecrRepositoryPolicy, [
  [
    "everybody",
    { policy: JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action: "ecr:BatchGetImage" }] }) },
    'main sets policy.Statement[0].Principal to "*"; allowed: named principals, or a condition',
  ],
]);

cloudCases(iamPublicPrincipal, iamRole, [
  [
    "a role for everybody",
    { assumeRolePolicy: JSON.stringify({ Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }] }) },
    'main sets assumeRolePolicy.Statement[0].Principal to {"AWS":"*"}; allowed: named principals, or a condition',
  ],
]);

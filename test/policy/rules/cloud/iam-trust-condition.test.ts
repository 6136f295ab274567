import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { iamTrustCondition } from "../../../../policy/rules/cloud/iam-trust-condition.ts";
import { azureFederation, gcpIdentityProvider, iamRole } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(iamTrustCondition, iamRole, [
  [
    "another way to take it",
    {
      assumeRolePolicy: JSON.stringify({
        Statement: [
          { Effect: "Allow", Principal: { Service: "pods.eks.amazonaws.com" }, Action: ["sts:AssumeRole", "sts:TagSession"] },
        ],
      }),
    },
  ],
  [
    "no condition",
    {
      assumeRolePolicy: JSON.stringify({
        Statement: [{ Effect: "Allow", Action: "sts:AssumeRoleWithWebIdentity", Principal: { Federated: "p" } }],
      }),
    },
    "main does not set assumeRolePolicy.Statement[0].Condition; allowed: a condition StringEquals on the subject and on the audience, without wildcards",
  ],
  [
    "no audience",
    {
      assumeRolePolicy: JSON.stringify({
        Statement: [
          {
            Effect: "Allow",
            Action: "sts:AssumeRoleWithWebIdentity",
            Principal: { Federated: "p" },
            Condition: { StringEquals: { "i:sub": "system:serviceaccount:a:b" } },
          },
        ],
      }),
    },
    'main sets assumeRolePolicy.Statement[0].Condition to {"StringEquals":{"i:sub":"system:serviceaccount:a:b"}}; allowed: a condition StringEquals on the subject and on the audience, without wildcards',
  ],
  [
    "a pattern",
    {
      assumeRolePolicy: JSON.stringify({
        Statement: [
          {
            Effect: "Allow",
            Action: "sts:AssumeRoleWithWebIdentity",
            Principal: { Federated: "p" },
            Condition: { StringLike: { "i:sub": "system:serviceaccount:a:*", "i:aud": "sts.amazonaws.com" } },
          },
        ],
      }),
    },
    'main sets assumeRolePolicy.Statement[0].Condition to {"StringLike":{"i:sub":"system:serviceaccount:a:*","i:aud":"sts.amazonaws.com"}}; allowed: a condition StringEquals on the subject and on the audience, without wildcards',
  ],
  [
    "a wildcard compared",
    {
      assumeRolePolicy: JSON.stringify({
        Statement: [
          {
            Effect: "Allow",
            Action: "sts:AssumeRoleWithWebIdentity",
            Principal: { Federated: "p" },
            Condition: { StringEquals: { "i:sub": ["system:serviceaccount:a:*"], "i:aud": "sts.amazonaws.com" } },
          },
        ],
      }),
    },
    'main sets assumeRolePolicy.Statement[0].Condition to {"StringEquals":{"i:sub":["system:serviceaccount:a:*"],"i:aud":"sts.amazonaws.c…; allowed: a condition StringEquals on the subject and on the audience, without wildcards',
  ],
  [
    "the action by a pattern",
    { assumeRolePolicy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sts:*", Principal: { Federated: "p" } }] }) },
    "main does not set assumeRolePolicy.Statement[0].Condition; allowed: a condition StringEquals on the subject and on the audience, without wildcards",
  ],
  [
    "unknown",
    { assumeRolePolicy: UNKNOWN },
    "unknown: main: assumeRolePolicy is not known before deployment; allowed: a condition StringEquals on the subject and on the audience, without wildcards",
  ],
]);

cloudCases(iamTrustCondition, azureFederation, [
  [
    "a pattern",
    { subject: "system:serviceaccount:gateway:*" },
    'main sets subject to "system:serviceaccount:gateway:*"; allowed: a subject without wildcards',
  ],
  ["no audience", { audiences: [] }, "main sets audiences to []; allowed: audiences without wildcards"],
  [
    "an unknown audience",
    { "audiences[0]": UNKNOWN },
    "unknown: main: audiences[0] is not known before deployment; allowed: audiences without wildcards",
  ],
]);

cloudCases(iamTrustCondition, gcpIdentityProvider, [
  ["no condition", { attributeCondition: undefined }, "main does not set attributeCondition; allowed: a condition"],
]);

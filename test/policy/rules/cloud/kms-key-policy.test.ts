import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { kmsKeyPolicy } from "../../../../policy/rules/cloud/kms-key-policy.ts";
import { kmsKey } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(kmsKeyPolicy, kmsKey, [
  ["no policy", { policy: undefined }],
  [
    "a role with named actions",
    {
      policy: JSON.stringify({
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::111122223333:role/web" },
            Action: ["kms:Encrypt", "kms:Decrypt"],
            Resource: "*",
          },
        ],
      }),
    },
  ],
  [
    "a role with every action",
    {
      policy: JSON.stringify({
        Statement: [
          { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:role/web" }, Action: "kms:*", Resource: "*" },
        ],
      }),
    },
    'main sets policy.Statement[0].Principal to {"AWS":"arn:aws:iam::111122223333:role/web"}; allowed: the account alone (arn:aws:iam::<account>:root) with every action',
  ],
  [
    "everybody",
    {
      policy: JSON.stringify({
        Statement: [
          {
            Effect: "Allow",
            Principal: "*",
            Action: "kms:*",
            Resource: "*",
            Condition: { StringEquals: { "kms:CallerAccount": "111122223333" } },
          },
        ],
      }),
    },
    'main sets policy.Statement[0].Principal to "*"; allowed: the account alone (arn:aws:iam::<account>:root) with every action',
  ],
  [
    "no safety check",
    { bypassPolicyLockoutSafetyCheck: true },
    "main sets bypassPolicyLockoutSafetyCheck to true; allowed: not true",
  ],
  [
    "unknown",
    { policy: UNKNOWN },
    "unknown: main: policy is not known before deployment; allowed: the account alone (arn:aws:iam::<account>:root) with every action",
  ],
]);

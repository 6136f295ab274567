import { iamAdminRole } from "../../../../policy/rules/cloud/iam-admin-role.ts";
import { iamPublicMember } from "../../../../policy/rules/cloud/iam-public-member.ts";
import { iamPublicPrincipal } from "../../../../policy/rules/cloud/iam-public-principal.ts";
import { iamTrustCondition } from "../../../../policy/rules/cloud/iam-trust-condition.ts";
import { iamWildcardResource } from "../../../../policy/rules/cloud/iam-wildcard-resource.ts";
import { kmsKeyPolicy } from "../../../../policy/rules/cloud/kms-key-policy.ts";
import { azureRoleAssignment, gcpIdentityProvider, gcpProjectMember } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

const document = (statement: Record<string, unknown>): string =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Action: "kms:Decrypt", Resource: "arn:aws:s3:::a/*", ...statement }] });
const named = document({ Principal: { AWS: "arn:aws:iam::111122223333:root" } });
const everybody = document({ Principal: { AWS: ["arn:aws:iam::111122223333:root", "*"] } });
const EVERYBODY =
  'main sets policy.Statement[0].Principal to {"AWS":["arn:aws:iam::111122223333:root","*"]}; allowed: named principals, or a condition';

for (const type of [
  "aws:kms/keyPolicy:KeyPolicy",
  "aws:s3/bucket:Bucket",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sqs/queuePolicy:QueuePolicy",
  "aws:secretsmanager/secretPolicy:SecretPolicy",
])
  cloudCases(iamPublicPrincipal, { type, props: { policy: named } }, [
    [`everybody by ${type}`, { policy: everybody }, EVERYBODY],
  ]);

cloudCases(kmsKeyPolicy, { type: "aws:kms/keyPolicy:KeyPolicy", props: { policy: named } }, [
  [
    "every action to a role, in a policy beside its key",
    { policy: document({ Action: "kms:*", Principal: { AWS: "arn:aws:iam::111122223333:role/app" } }) },
    'main sets policy.Statement[0].Principal to {"AWS":"arn:aws:iam::111122223333:role/app"}; allowed: the account alone (arn:aws:iam::<account>:root) with every action',
  ],
]);

cloudCases(iamWildcardResource, { type: "aws:iam/policy:Policy", props: { policy: document({}) } }, [
  [
    "every object of every bucket",
    { policy: document({ Resource: "arn:aws:s3:::*/*" }) },
    'main sets policy.Statement[0].Resource to "arn:aws:s3:::*/*"; allowed: resources by name, or a condition',
  ],
]);

for (const type of ["gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember", "gcp:cloudrun/iamMember:IamMember"])
  cloudCases(iamPublicMember, { type, props: { member: "group:admins@example.com" } }, [
    [`everybody by ${type}`, { member: "allUsers" }, 'main sets member to "allUsers"; allowed: named principals'],
  ]);

cloudCases(iamPublicMember, { type: "gcp:storage/bucketIAMPolicy:BucketIAMPolicy", props: { policyData: "{}" } }, [
  [
    "everybody in a whole policy",
    { policyData: '["allUsers"]' },
    'main sets policyData to "[\\"allUsers\\"]"; allowed: named principals',
  ],
]);

cloudCases(iamAdminRole, gcpProjectMember, [
  ...["iam.securityAdmin", "iam.serviceAccountKeyAdmin", "resourcemanager.projectIamAdmin"].map(
    (role) => [role, { role: `roles/${role}` }, `main sets role to "roles/${role}"; allowed: a role for one purpose`] as const,
  ),
  ["a role on nothing but logs", { role: "roles/logging.admin" }],
]);

const RBAC_ADMINISTRATOR = "/providers/Microsoft.Authorization/roleDefinitions/f58310d9-a9f6-439a-9e8d-f62e7b41a168";
cloudCases(iamAdminRole, azureRoleAssignment, [
  [
    "who may give any role",
    { roleDefinitionId: RBAC_ADMINISTRATOR },
    `main sets roleDefinitionId to "${RBAC_ADMINISTRATOR.slice(0, 78)}…; allowed: a role for one purpose`,
  ],
]);

cloudCases(iamTrustCondition, gcpIdentityProvider, [
  [
    "a condition that always holds",
    { attributeCondition: "( true )" },
    'main sets attributeCondition to "( true )"; allowed: a condition',
  ],
]);

import type { Plain } from "../../../../policy/lib/verdict.ts";
import { iamAdminRole } from "../../../../policy/rules/cloud/iam-admin-role.ts";
import { iamPublicMember } from "../../../../policy/rules/cloud/iam-public-member.ts";
import { iamPublicPrincipal } from "../../../../policy/rules/cloud/iam-public-principal.ts";
import { iamTrustCondition } from "../../../../policy/rules/cloud/iam-trust-condition.ts";
import { iamWildcardAction } from "../../../../policy/rules/cloud/iam-wildcard-action.ts";
import { iamWildcardResource } from "../../../../policy/rules/cloud/iam-wildcard-resource.ts";
import { kmsKeyPolicy } from "../../../../policy/rules/cloud/kms-key-policy.ts";
import { azureRoleAssignment, azureRoleDefinition, gcpIdentityProvider, gcpProjectMember } from "../../fixtures/cloud.ts";
import { cloudCases, type CloudCase } from "./cloudCases.ts";

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

const ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";
const MANY = `main sets policyArns to ["${ADMIN}"]; allowed: policies of the actions that are used`;
for (const type of [
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive",
])
  cloudCases(iamAdminRole, { type, props: { policyArns: [] } }, [[`administrators by ${type}`, { policyArns: [ADMIN] }, MANY]]);

cloudCases(
  iamAdminRole,
  { type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment", props: { policyArn: "arn:aws:iam::1:policy/a" } },
  [
    ...["job-function/SystemAdministrator", "AmazonS3FullAccess"].map((name): CloudCase => {
      const policyArn = `arn:aws:iam::aws:policy/${name}`;
      return [name, { policyArn }, `main sets policyArn to "${policyArn}"; allowed: a policy of the actions that are used`];
    }),
  ],
);

const owners = JSON.stringify({ bindings: [{ role: "roles/owner", members: ["user:a@example.com"] }] });
cloudCases(iamAdminRole, { type: "gcp:projects/iAMPolicy:IAMPolicy", props: { policyData: '{"bindings":[]}' } }, [
  [
    "an owner in a whole policy",
    { policyData: owners },
    `main sets policyData to ${JSON.stringify(owners).slice(0, 79)}…; allowed: roles for one purpose`,
  ],
]);

cloudCases(iamPublicMember, { type: "gcp:bigquery/dataset:Dataset", props: { accesses: [{ userByEmail: "a@example.com" }] } }, [
  [
    "a data set for everybody with an account",
    { "accesses[0]": { specialGroup: "allAuthenticatedUsers" } },
    'main sets accesses[0].specialGroup to "allAuthenticatedUsers"; allowed: named principals',
  ],
]);

cloudCases(iamWildcardAction, azureRoleDefinition, [
  ...["Microsoft.Storage/*", "*/write"].map((action): CloudCase => [
    action,
    { "permissions[0].actions": [action] },
    `main sets permissions[0].actions to ["${action}"]; allowed: actions by name`,
  ]),
  ["reading everything", { "permissions[0].actions": ["*/read"] }],
]);

cloudCases(
  iamWildcardAction,
  { type: "aws-native:iam:Role", props: { policies: [{ policyDocument: JSON.parse(named) as Plain }] } },
  [
    [
      "a document without statements that anybody reads",
      { "policies[0].policyDocument": { statement: [{ effect: "Allow", action: "*", resource: "*" }] } },
      'main sets policies[0].policyDocument to {"statement":[{"effect":"Allow","action":"*","resource":"*"}]}; allowed: a policy document in JSON',
    ],
  ],
);

import { describe, expect, test } from "vitest";
import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { UNKNOWN, type PolicyResource } from "../../../../policy/lib/verdict.ts";
import { auditChain } from "../../../../policy/rules/audit/audit-chain.ts";
import { judgeWorld, pulumiResource, resourceOf } from "../cases.ts";
import { AWS, BLOBS, GCP, inBinding, json, judged, KEY, policy, PRINCIPAL, PUT, SCOPE, WORLDS } from "./chainWorlds.ts";

type Cloud = keyof typeof WORLDS;

/** A whole chain with more resources beside it, and what breaks it. */
type SmuggleCase = readonly [title: string, cloud: Cloud, more: readonly PolicyResource[], expected: readonly string[]];

const REMOVES = "allowed: nothing that removes evidence";
const UNREADABLE = "allowed: nothing that makes evidence unreadable";
const uncertain = (what: string): string =>
  `unknown: ${what} is not known before deployment, and may be that of ServiceAccount gateway/gateway; allowed: one known identity for it`;

const association = (props: PlainRecord): PolicyResource =>
  pulumiResource("aws:eks/podIdentityAssociation:PodIdentityAssociation", {
    roleArn: "arn:aws:iam::123456789012:role/cleaner",
    ...props,
  });
const ASSOCIATION = "aws:eks/podIdentityAssociation:PodIdentityAssociation test";

const bucketPolicy = (principal: unknown): PolicyResource =>
  pulumiResource("aws:s3/bucketPolicy:BucketPolicy", {
    bucket: "acme-audit",
    policy: { Statement: { Effect: "Allow", Principal: principal, Action: "s3:DeleteObject", Resource: "*" } } as PlainRecord,
  });

const DELETER = "/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/9-9-9";
const OWNER = "/providers/Microsoft.Authorization/roleDefinitions/8E3AF657-a8ff-443c-a75c-2fe8c4bcb635";
const READER = "/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7";
const deleter = pulumiResource("azure-native:authorization:RoleDefinition", {
  roleDefinitionId: "9-9-9",
  permissions: [{ actions: [], dataActions: [`${BLOBS}/delete`] }],
});
const assignment = (props: PlainRecord): PolicyResource =>
  pulumiResource("azure-native:authorization:RoleAssignment", { principalId: UNKNOWN, roleDefinitionId: DELETER, ...props });
const ASSIGNMENT = "the principal of azure-native:authorization:RoleAssignment test";

const gcpMember = (type: string, props: PlainRecord): PolicyResource => pulumiResource(type, props);
const SET = "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p.svc.id.goog";

describe("audit-chain past its tricks [P-80] [P-81] [P-92] [P-95]", () => {
  test.each<SmuggleCase>([
    // Pod Identity.
    [
      "an association whose ServiceAccount is not known",
      "aws",
      [association({ namespace: "gateway", serviceAccount: UNKNOWN })],
      [uncertain(`the ServiceAccount of ${ASSOCIATION}`)],
    ],
    [
      "an association whose namespace is not known",
      "aws",
      [association({ namespace: UNKNOWN, serviceAccount: "gateway" })],
      [uncertain(`the ServiceAccount of ${ASSOCIATION}`)],
    ],
    ["one that is another's in any case", "aws", [association({ namespace: "tools", serviceAccount: UNKNOWN })], []],
    [
      "a second association, to a role that is not known",
      "aws",
      [association({ namespace: "gateway", serviceAccount: "gateway", roleArn: UNKNOWN })],
      [uncertain(`the role of ${ASSOCIATION}`)],
    ],
    // Policies of AWS elsewhere, and in other shapes.
    [
      "a policy of the bucket that names the role",
      "aws",
      [bucketPolicy({ AWS: ["arn:aws:iam::123456789012:role/prod-gateway"] })],
      [`role prod-gateway may s3:DeleteObject; ${REMOVES}`],
    ],
    ["a policy of the bucket for everybody", "aws", [bucketPolicy("*")], [`role prod-gateway may s3:DeleteObject; ${REMOVES}`]],
    ["a policy of the bucket for a service", "aws", [bucketPolicy({ Service: "logging.s3.amazonaws.com" })], []],
    [
      "a key policy beside its key",
      "aws",
      [
        pulumiResource("aws:kms/keyPolicy:KeyPolicy", {
          policy: json({
            Statement: [
              {
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::123456789012:role/prod-gateway" },
                Action: "kms:DisableKey",
                Resource: "*",
              },
            ],
          }),
        }),
      ],
      [`role prod-gateway may kms:DisableKey; ${UNREADABLE}`],
    ],
    [
      "a key policy that is not known",
      "aws",
      [pulumiResource("aws:kms/key:Key", { policy: UNKNOWN })],
      [
        `unknown: role prod-gateway may do what is not known before deployment; ${REMOVES}`,
        `unknown: role prod-gateway may do what is not known before deployment; ${UNREADABLE}`,
      ],
    ],
    [
      "a policy attached to several roles at once",
      "aws",
      [
        pulumiResource("aws:iam/policyAttachment:PolicyAttachment", {
          roles: ["other", "prod-gateway"],
          policyArn: "arn:aws:iam::1:policy/ops/cleanup",
        }),
        pulumiResource("aws:iam/policy:Policy", { name: "cleanup", policy: policy(["s3:DeleteObject", "*"]) }),
      ],
      [`role prod-gateway may s3:DeleteObject; ${REMOVES}`],
    ],
    [
      "a list of attachments that leaves no others",
      "aws",
      [
        pulumiResource("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", {
          roleName: "prod-gateway",
          policyArns: ["arn:aws:iam::1:policy/cleanup"],
        }),
        pulumiResource("aws:iam/policy:Policy", { name: "cleanup", policy: policy(["kms:ScheduleKeyDeletion", KEY]) }),
      ],
      [`role prod-gateway may kms:ScheduleKeyDeletion; ${UNREADABLE}`],
    ],
    [
      "a second, weaker lock",
      "aws",
      [
        pulumiResource("aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2", {
          bucket: "acme-audit",
          rule: { defaultRetention: { mode: "GOVERNANCE", days: 365 } },
        }),
      ],
      ["the lock of bucket acme-audit can be lifted; allowed: one that nobody can lift"],
    ],
    [
      "a second resource that suspends versions",
      "aws",
      [
        pulumiResource("aws:s3/bucketVersioning:BucketVersioning", {
          bucket: "acme-audit",
          versioningConfiguration: { status: "Suspended" },
        }),
      ],
      ["bucket acme-audit keeps no versions; allowed: versioning, for a lock holds a version"],
    ],
    // Role assignments of Azure elsewhere.
    ...(
      [
        ["a subscription", "/subscriptions/s"],
        ["a management group", "/providers/Microsoft.Management/managementGroups/all"],
        ["the resource group, in other letters", "/subscriptions/s/resourcegroups/G"],
        ["the account", "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/acmeaudit"],
        ["a scope that is not known", UNKNOWN],
      ] as const
    ).map(([where, scope]): SmuggleCase => [
      `a delete right on ${where}`,
      "azure",
      [deleter, assignment({ scope })],
      [uncertain(ASSIGNMENT)],
    ]),
    ["a delete right on another group", "azure", [deleter, assignment({ scope: "/subscriptions/s/resourceGroups/other" })], []],
    [
      "a delete right on another account",
      "azure",
      [deleter, assignment({ scope: SCOPE.replace("acmeaudit", "acmeauditlogs") })],
      [],
    ],
    [
      "a key vault beside the account, by a role of Azure",
      "azure",
      [
        assignment({
          scope: "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/keys",
          roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
        }),
      ],
      [uncertain(ASSIGNMENT)],
    ],
    [
      "an owner of the subscription",
      "azure",
      [assignment({ scope: "/subscriptions/s", roleDefinitionId: OWNER })],
      [uncertain(ASSIGNMENT)],
    ],
    ["a reader of the subscription", "azure", [assignment({ scope: "/subscriptions/s", roleDefinitionId: READER })], []],
    [
      "a role of the subscription that nobody describes",
      "azure",
      [assignment({ scope: "/subscriptions/s", roleDefinitionId: UNKNOWN })],
      [uncertain(ASSIGNMENT)],
    ],
    [
      "a delete right of somebody else",
      "azure",
      [deleter, assignment({ scope: "/subscriptions/s", principalId: "somebody" })],
      [],
    ],
    [
      "a delete right of the identity by its known id",
      "azure",
      [
        deleter,
        assignment({ scope: "/subscriptions/s", principalId: "5-5-5" }),
        inBinding("azure-native:authorization:RoleAssignment", { principalId: "5-5-5", roleDefinitionId: READER, scope: SCOPE }),
      ],
      [`identity prod-gateway may ${BLOBS}/delete; ${REMOVES}`],
    ],
    [
      "a credential whose subject is not known",
      "azure",
      [pulumiResource("azure-native:managedidentity:FederatedIdentityCredential", { resourceName: "other", subject: UNKNOWN })],
      [uncertain("the subject of azure-native:managedidentity:FederatedIdentityCredential test")],
    ],
    [
      "a second credential of the identity",
      "azure",
      [
        pulumiResource("azure-native:managedidentity/v20241130:FederatedIdentityCredential", {
          resourceName: "prod-gateway",
          subject: "repo:acme/tools:ref:refs/heads/main",
        }),
      ],
      ["identity prod-gateway trusts repo:acme/tools:ref:refs/heads/main; allowed: ServiceAccount gateway/gateway alone"],
    ],
    // Members of Google Cloud that are the principal under another name.
    [
      "a whole namespace",
      "gcp",
      [
        gcpMember("gcp:storage/bucketIAMMember:BucketIAMMember", {
          bucket: "acme-audit",
          role: "roles/storage.objectUser",
          member: `${SET}/namespace/gateway`,
        }),
      ],
      [`principal gateway/gateway may storage.objects.delete; ${REMOVES}`],
    ],
    [
      "another namespace",
      "gcp",
      [
        gcpMember("gcp:storage/bucketIAMMember:BucketIAMMember", {
          bucket: "acme-audit",
          role: "roles/storage.objectUser",
          member: `${SET}/namespace/tools`,
        }),
      ],
      [],
    ],
    [
      "every pod of the pool, in a project",
      "gcp",
      [gcpMember("gcp:projects/iAMMember:IAMMember", { project: "p", role: "roles/storage.admin", member: `${SET}/*` })],
      [`principal gateway/gateway may storage.*; ${REMOVES}`],
    ],
    [
      "a whole policy of the bucket",
      "gcp",
      [
        gcpMember("gcp:storage/bucketIAMPolicy:BucketIAMPolicy", {
          bucket: "acme-audit",
          policyData: json({ bindings: [{ role: "roles/storage.legacyBucketOwner", members: [`${PRINCIPAL}gateway`] }] }),
        }),
      ],
      [
        `principal gateway/gateway may storage.objects.delete; ${REMOVES}`,
        `principal gateway/gateway may storage.buckets.update; ${REMOVES}`,
      ],
    ],
    [
      "a member that is not known",
      "gcp",
      [
        gcpMember("gcp:storage/bucketIAMMember:BucketIAMMember", {
          bucket: "acme-audit",
          role: "roles/storage.objectAdmin",
          member: UNKNOWN,
        }),
      ],
      [uncertain("the member of gcp:storage/bucketIAMMember:BucketIAMMember test")],
    ],
    [
      "a member that is not known, of a role that only reads",
      "gcp",
      [
        gcpMember("gcp:storage/bucketIAMMember:BucketIAMMember", {
          bucket: "acme-audit",
          role: "roles/storage.objectViewer",
          member: UNKNOWN,
        }),
      ],
      [],
    ],
  ])("sees %s (%s)", (_title, cloud, more, expected) => {
    expect(judgeWorld(auditChain, [...Object.values(WORLDS[cloud]), ...more], "prod")).toEqual(expected);
  });

  test.each([
    ["everything but one action", { Effect: "Allow", NotAction: "iam:*", Resource: "*" }],
    ["an effect that is not clearly a denial", { Effect: "allow", Action: "*", Resource: "*" }],
    ["a document that is an object", { Effect: "Allow", Action: ["*"], Resource: ["*"] }],
  ])("sees %s in a policy of the role", (_title, statement) => {
    const document = { Statement: [statement] } as unknown as PlainRecord;
    expect(judged("aws", "policy", { policy: document })).toEqual([
      `role prod-gateway may *; ${REMOVES}`,
      `role prod-gateway may *; ${UNREADABLE}`,
    ]);
  });

  test("does not take the ARN of the bucket for its objects", () => {
    expect(judged("aws", "policy", { policy: policy(["s3:PutObject", "arn:aws:s3:::acme-audit"]) })).toEqual([
      "role prod-gateway may not make objects in bucket acme-audit; allowed: that and nothing else",
    ]);
    expect(judged("aws", "policy", { policy: policy([PUT[0], "arn:aws:s3:::acme-*"]) })).toEqual([]);
  });

  test("follows a bucket whose lock is declared beside it only, or not known yet", () => {
    expect(judged("aws", "bucket", { objectLockEnabled: undefined })).toEqual([]);
    expect(judged("aws", "bucket", { objectLockEnabled: UNKNOWN })).toEqual([]);
  });

  test("sees a member of a wide set when nothing else leads to the store", () => {
    expect(judged("gcp", "member", { member: `${SET}/namespace/gateway` })).toEqual([
      `principal gateway/gateway trusts ${SET}/namespace/gateway; allowed: ServiceAccount gateway/gateway alone`,
    ]);
  });

  test("reads resources of dated versions of a provider's API", () => {
    const dated = Object.values(WORLDS.azure).map((resource) => ({
      ...resource,
      type: resource.type.replace(/^(azure-native:\w+):/, "$1/v20250101:"),
    }));
    expect(judgeWorld(auditChain, dated, "prod")).toEqual([]);
    const { versioning, ...rest } = WORLDS.azure;
    expect(versioning).toBeDefined();
    expect(judgeWorld(auditChain, Object.values(rest), "prod")).toEqual([
      "storage account acmeaudit keeps no versions; allowed: versioning, for a lock holds a version",
    ]);
  });

  test("finds a shipper by a ConfigMap in its environment", () => {
    const { workload, ...rest } = AWS;
    const container = { name: "gateway", envFrom: [{ configMapRef: { name: "shipper" } }] };
    const shipping = resourceOf({
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata: { name: "ship", namespace: "gateway" },
      spec: { jobTemplate: { spec: { template: { spec: { serviceAccountName: "gateway", containers: [container] } } } } },
    });
    expect(workload).toBeDefined();
    expect(judgeWorld(auditChain, [...Object.values(rest), shipping], "prod")).toEqual([]);
  });

  test("knows the name of a store with dots from a longer one", () => {
    const named = (text: string): readonly PolicyResource[] =>
      Object.entries(GCP).map(([key, resource]) => {
        if (key === "bucket") return { ...resource, props: { ...resource.props, name: "audit.acme.example" } };
        if (key === "member") return { ...resource, props: { ...resource.props, bucket: "audit.acme.example" } };
        return key === "config" ? { ...resource, props: { ...resource.props, data: { file: text } } } : resource;
      });
    expect(judgeWorld(auditChain, named("https://audit.acme.example/x"), "prod")).toEqual([]);
    expect(judgeWorld(auditChain, named("audit.acme.examples"), "prod")).toEqual([
      "no workload ships to bucket audit.acme.example; allowed: one that does",
    ]);
  });
});

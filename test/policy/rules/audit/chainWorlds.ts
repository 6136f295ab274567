import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import type { Profile } from "../../../../policy/lib/rule.ts";
import { UNKNOWN, type Plain, type PolicyResource } from "../../../../policy/lib/verdict.ts";
import { auditChain } from "../../../../policy/rules/audit/audit-chain.ts";
import { change, type Changes } from "../../fixtures/change.ts";
import { judgeWorld, pulumiResource, resourceOf } from "../cases.ts";

/** A world by names, so that a case says which resource it changes; `undefined` leaves one out. */
export type WorldOf = Readonly<Record<string, PolicyResource>>;

const BINDING = "urn:binding";
export const inBinding = (type: string, props: PlainRecord): PolicyResource => ({
  ...pulumiResource(type, props),
  parent: BINDING,
});
export const json = (value: unknown): string => JSON.stringify(value);

/** What every cloud's world shares: a gateway whose sidecar reads the store's name from a ConfigMap. */
function gateway(store: string, labels: PlainRecord = {}): WorldOf {
  return {
    platform: pulumiResource("palisade:platform:Platform"),
    account: resourceOf({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "gateway", namespace: "gateway" } }),
    config: resourceOf({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "shipper", namespace: "gateway" },
      data: { "vector.json": json({ sinks: { store: { bucket: store } } }) },
    }),
    workload: resourceOf({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "gateway", namespace: "gateway" },
      spec: {
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: "gateway",
            containers: [{ name: "gateway", args: ["--listen"] }],
            volumes: [{ name: "shipper", configMap: { name: "shipper" } }],
          },
        },
      },
    }),
  };
}

export const trust = (namespace: Plain, account: Plain): string =>
  json({
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:RequestTag/kubernetes-namespace": namespace,
            "aws:RequestTag/kubernetes-service-account": account,
          },
        },
      },
    ],
  });

export const policy = (...statements: readonly (readonly [action: string, resource: string])[]): string =>
  json({ Statement: statements.map(([Action, Resource]) => ({ Effect: "Allow", Action: [Action], Resource })) });

export const PUT = ["s3:PutObject", "arn:aws:s3:::acme-audit/audit/gateway/*"] as const;
export const KEY = "arn:aws:kms:eu-central-1:123456789012:key/*";

export const AWS: WorldOf = {
  ...gateway("acme-audit"),
  bucket: pulumiResource("aws:s3/bucket:Bucket", { bucket: "acme-audit", objectLockEnabled: true }),
  logs: pulumiResource("aws:s3/bucket:Bucket", { bucket: "acme-audit-access-logs" }),
  versioning: pulumiResource("aws:s3/bucketVersioning:BucketVersioning", {
    bucket: "acme-audit",
    versioningConfiguration: { status: "Enabled" },
  }),
  lock: pulumiResource("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", {
    bucket: "acme-audit",
    rule: { defaultRetention: { mode: "COMPLIANCE", days: 365 } },
  }),
  access: pulumiResource("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", {
    bucket: "acme-audit",
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  }),
  association: inBinding("aws:eks/podIdentityAssociation:PodIdentityAssociation", {
    namespace: "gateway",
    serviceAccount: "gateway",
    roleArn: "arn:aws:iam::123456789012:role/prod-gateway",
  }),
  role: inBinding("aws:iam/role:Role", { name: "prod-gateway", assumeRolePolicy: trust("gateway", "gateway") }),
  policy: inBinding("aws:iam/rolePolicy:RolePolicy", {
    role: "prod-gateway",
    policy: policy(PUT, ["kms:GenerateDataKey", KEY]),
  }),
  key: pulumiResource("aws:kms/key:Key", { policy: json({ Statement: [] }) }),
};

export const PRINCIPAL =
  "principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p.svc.id.goog/subject/ns/gateway/sa/";

export const GCP: WorldOf = {
  ...gateway("acme-audit"),
  bucket: pulumiResource("gcp:storage/bucket:Bucket", {
    name: "acme-audit",
    uniformBucketLevelAccess: true,
    publicAccessPrevention: "enforced",
    retentionPolicy: { retentionPeriod: "31536000", isLocked: true },
  }),
  role: inBinding("gcp:projects/iAMCustomRole:IAMCustomRole", { roleId: "ship", permissions: ["storage.objects.create"] }),
  member: inBinding("gcp:storage/bucketIAMMember:BucketIAMMember", {
    bucket: "acme-audit",
    role: "projects/p/roles/ship",
    member: `${PRINCIPAL}gateway`,
  }),
};

export const BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";
export const SCOPE =
  "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/acmeaudit/blobServices/default/containers/audit";

export const AZURE: WorldOf = {
  ...gateway("acmeaudit", { "azure.workload.identity/use": "true" }),
  bucket: pulumiResource("azure-native:storage:StorageAccount", {
    accountName: "acmeaudit",
    resourceGroupName: "g",
    allowBlobPublicAccess: false,
    publicNetworkAccess: "Disabled",
    immutableStorageWithVersioning: {
      enabled: true,
      immutabilityPolicy: { immutabilityPeriodSinceCreationInDays: 365, state: "Locked" },
    },
  }),
  versioning: pulumiResource("azure-native:storage:BlobServiceProperties", {
    accountName: "acmeaudit",
    isVersioningEnabled: true,
  }),
  credential: inBinding("azure-native:managedidentity:FederatedIdentityCredential", {
    resourceName: "prod-gateway",
    subject: "system:serviceaccount:gateway:gateway",
  }),
  role: inBinding("azure-native:authorization:RoleDefinition", {
    roleDefinitionId: "1-2-3",
    permissions: [{ actions: [], dataActions: [`${BLOBS}/add/action`] }],
  }),
  assignment: inBinding("azure-native:authorization:RoleAssignment", {
    roleDefinitionId: "/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/1-2-3",
    scope: SCOPE,
  }),
};

export const WORLDS = { aws: AWS, gcp: GCP, azure: AZURE };

/** What the chain of a cloud says with one of its resources changed, or left out. */
export function judged(
  cloud: keyof typeof WORLDS,
  name: string,
  changes: Changes | undefined,
  profile: Profile = "prod",
): readonly string[] {
  const world: WorldOf = WORLDS[cloud];
  const resources = Object.entries(world).flatMap(([key, resource]) => {
    if (key !== name) return [resource];
    if (changes === undefined) return [];
    return [{ ...resource, props: withUnknowns(resource.props, changes) }];
  });
  return judgeWorld(auditChain, resources, profile);
}

/** Fixtures are copied through JSON, which has no symbols: an unknown at the top is set afterwards. */
function withUnknowns(props: PlainRecord, changes: Changes): PlainRecord {
  return { ...change(props, changes), ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value === UNKNOWN)) };
}

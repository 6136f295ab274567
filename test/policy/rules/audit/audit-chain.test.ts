import { describe, expect, test } from "vitest";
import { UNKNOWN, type PolicyResource } from "../../../../policy/lib/verdict.ts";
import { auditChain } from "../../../../policy/rules/audit/audit-chain.ts";
import type { Changes } from "../../fixtures/change.ts";
import { judgeWorld, NOT_APPLICABLE, pulumiResource, resourceOf } from "../cases.ts";
import { AWS, BLOBS, GCP, json, judged, KEY, policy, PRINCIPAL, PUT, SCOPE, trust, type WORLDS } from "./chainWorlds.ts";

type ChainCase = readonly [
  title: string,
  cloud: keyof typeof WORLDS,
  resource: string,
  changes: Changes | undefined,
  expected: string | readonly string[],
];

const SA = "ServiceAccount gateway/gateway alone";

describe("audit-chain [P-77] [P-78] [P-79] [P-80] [P-81] [P-89] [P-92] [P-95]", () => {
  test.each(["aws", "gcp", "azure"] as const)("finds nothing wrong with a whole chain on %s", (cloud) => {
    expect(judged(cloud, "none", {})).toEqual([]);
  });

  test.each<ChainCase>([
    // The workload runs as another ServiceAccount.
    [
      "wrong ServiceAccount",
      "aws",
      "workload",
      { "pod.serviceAccountName": "default" },
      "Deployment gateway/gateway ships to bucket acme-audit as ServiceAccount gateway/default, which leads to no identity; allowed: one of its own",
    ],
    [
      "wrong ServiceAccount",
      "gcp",
      "workload",
      { "pod.serviceAccountName": "default" },
      "Deployment gateway/gateway ships to bucket acme-audit as ServiceAccount gateway/default, which leads to no identity; allowed: one of its own",
    ],
    [
      "wrong ServiceAccount",
      "azure",
      "workload",
      { "pod.serviceAccountName": "default" },
      "Deployment gateway/gateway ships to storage account acmeaudit as ServiceAccount gateway/default, which leads to no identity; allowed: one of its own",
    ],
    // The lock.
    [
      "GOVERNANCE",
      "aws",
      "lock",
      { "rule.defaultRetention.mode": "GOVERNANCE" },
      "the lock of bucket acme-audit can be lifted; allowed: one that nobody can lift",
    ],
    [
      "a policy that is not locked",
      "gcp",
      "bucket",
      { "retentionPolicy.isLocked": false },
      "the lock of bucket acme-audit can be lifted; allowed: one that nobody can lift",
    ],
    [
      "a policy that is not locked",
      "azure",
      "bucket",
      { "immutableStorageWithVersioning.immutabilityPolicy.state": "Unlocked" },
      "the lock of storage account acmeaudit can be lifted; allowed: one that nobody can lift",
    ],
    [
      "retention too short",
      "aws",
      "lock",
      { "rule.defaultRetention.days": 90 },
      "bucket acme-audit keeps objects for 90 days; allowed: 365 or more",
    ],
    [
      "retention too short",
      "gcp",
      "bucket",
      { "retentionPolicy.retentionPeriod": "7776000" },
      "bucket acme-audit keeps objects for 90 days; allowed: 365 or more",
    ],
    [
      "retention too short",
      "azure",
      "bucket",
      { "immutableStorageWithVersioning.immutabilityPolicy.immutabilityPeriodSinceCreationInDays": 90 },
      "storage account acmeaudit keeps objects for 90 days; allowed: 365 or more",
    ],
    [
      "no lock at all",
      "aws",
      "lock",
      undefined,
      [
        "the lock of bucket acme-audit can be lifted; allowed: one that nobody can lift",
        "bucket acme-audit keeps objects for 0 days; allowed: 365 or more",
      ],
    ],
    // The store.
    [
      "versioning off",
      "aws",
      "versioning",
      { "versioningConfiguration.status": "Suspended" },
      "bucket acme-audit keeps no versions; allowed: versioning, for a lock holds a version",
    ],
    [
      "versioning left out",
      "aws",
      "versioning",
      undefined,
      "bucket acme-audit keeps no versions; allowed: versioning, for a lock holds a version",
    ],
    [
      "versioning off",
      "azure",
      "versioning",
      { isVersioningEnabled: false },
      "storage account acmeaudit keeps no versions; allowed: versioning, for a lock holds a version",
    ],
    [
      "public access",
      "aws",
      "access",
      { blockPublicPolicy: false },
      "bucket acme-audit can be opened to the public; allowed: public access blocked in every way",
    ],
    [
      "public access",
      "aws",
      "access",
      undefined,
      "bucket acme-audit can be opened to the public; allowed: public access blocked in every way",
    ],
    [
      "public access",
      "gcp",
      "bucket",
      { publicAccessPrevention: "inherited" },
      "bucket acme-audit can be opened to the public; allowed: public access blocked in every way",
    ],
    [
      "a role nobody describes",
      "gcp",
      "role",
      undefined,
      [
        "unknown: not known before deployment, so this cannot be ruled out: principal gateway/gateway may not make objects in bucket acme-audit; allowed: that and nothing else",
        "unknown: principal gateway/gateway may do what is not known before deployment; allowed: nothing that removes evidence",
        "unknown: principal gateway/gateway may do what is not known before deployment; allowed: nothing that makes evidence unreadable",
      ],
    ],
    [
      "public access",
      "azure",
      "bucket",
      { allowBlobPublicAccess: true },
      "storage account acmeaudit can be opened to the public; allowed: public access blocked in every way",
    ],
    [
      "public network",
      "azure",
      "bucket",
      { publicNetworkAccess: "Enabled" },
      "storage account acmeaudit can be opened to the public; allowed: public access blocked in every way",
    ],
    // The rights.
    [
      "a delete right",
      "aws",
      "policy",
      { policy: policy(PUT, ["s3:DeleteObject", PUT[1]]) },
      "role prod-gateway may s3:DeleteObject; allowed: nothing that removes evidence",
    ],
    [
      "a delete right by wildcard",
      "aws",
      "policy",
      { policy: policy(["s3:*", PUT[1]]) },
      "role prod-gateway may s3:*; allowed: nothing that removes evidence",
    ],
    [
      "the right to drop the retention",
      "aws",
      "policy",
      { policy: policy(PUT, ["s3:PutBucketObjectLockConfiguration", "*"]) },
      "role prod-gateway may s3:PutBucketObjectLockConfiguration; allowed: nothing that removes evidence",
    ],
    [
      "a delete right",
      "gcp",
      "role",
      { permissions: ["storage.objects.create", "storage.objects.delete"] },
      "principal gateway/gateway may storage.objects.delete; allowed: nothing that removes evidence",
    ],
    [
      "a delete right by Google's own role",
      "gcp",
      "member",
      { role: "roles/storage.objectAdmin" },
      "principal gateway/gateway may storage.objects.*; allowed: nothing that removes evidence",
    ],
    [
      "a delete right",
      "azure",
      "role",
      { "permissions[0].dataActions": [`${BLOBS}/add/action`, `${BLOBS}/delete`] },
      `identity prod-gateway may ${BLOBS}/delete; allowed: nothing that removes evidence`,
    ],
    [
      "a key deletable by the writer",
      "aws",
      "policy",
      { policy: policy(PUT, ["kms:ScheduleKeyDeletion", KEY]) },
      "role prod-gateway may kms:ScheduleKeyDeletion; allowed: nothing that makes evidence unreadable",
    ],
    [
      "a key whose own policy lets the writer delete it",
      "aws",
      "key",
      {
        policy: json({
          Statement: {
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::123456789012:role/prod-gateway" },
            Action: "kms:*",
            Resource: "*",
          },
        }),
      },
      "role prod-gateway may kms:*; allowed: nothing that makes evidence unreadable",
    ],
    [
      "a key deletable by the writer",
      "gcp",
      "role",
      { permissions: ["storage.objects.create", "cloudkms.cryptoKeyVersions.destroy"] },
      "principal gateway/gateway may cloudkms.cryptoKeyVersions.destroy; allowed: nothing that makes evidence unreadable",
    ],
    [
      "a key deletable by the writer",
      "azure",
      "role",
      { "permissions[0].dataActions": [`${BLOBS}/add/action`, "Microsoft.KeyVault/vaults/keys/delete"] },
      "identity prod-gateway may Microsoft.KeyVault/vaults/keys/delete; allowed: nothing that makes evidence unreadable",
    ],
    // Who the identity is for, and where.
    [
      "wrong subject",
      "aws",
      "role",
      { assumeRolePolicy: trust("tools", "gateway") },
      `role prod-gateway trusts tools/gateway; allowed: ${SA}`,
    ],
    [
      "a second subject",
      "aws",
      "role",
      { assumeRolePolicy: trust("gateway", ["gateway", "other"]) },
      [`role prod-gateway trusts gateway/gateway; allowed: ${SA}`, `role prod-gateway trusts gateway/other; allowed: ${SA}`],
    ],
    [
      "no subject",
      "aws",
      "role",
      { assumeRolePolicy: json({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole" }] }) },
      `role prod-gateway trusts every ServiceAccount; allowed: ${SA}`,
    ],
    [
      "an association of another ServiceAccount",
      "aws",
      "association",
      { serviceAccount: "other" },
      "Deployment gateway/gateway ships to bucket acme-audit as ServiceAccount gateway/gateway, which leads to no identity; allowed: one of its own",
    ],
    [
      "wrong subject",
      "gcp",
      "member",
      { member: `${PRINCIPAL}other` },
      "Deployment gateway/gateway ships to bucket acme-audit as ServiceAccount gateway/gateway, which leads to no identity; allowed: one of its own",
    ],
    [
      "wrong subject",
      "azure",
      "credential",
      { subject: "system:serviceaccount:tools:gateway" },
      "Deployment gateway/gateway ships to storage account acmeaudit as ServiceAccount gateway/gateway, which leads to no identity; allowed: one of its own",
    ],
    [
      "no label",
      "azure",
      "workload",
      { "spec.template.metadata.labels": {} },
      `identity prod-gateway trusts no pod without the label azure.workload.identity/use; allowed: ${SA}`,
    ],
    [
      "both Pod Identity and IRSA",
      "aws",
      "account",
      { "metadata.annotations": { "eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/prod-gateway" } },
      "Deployment gateway/gateway ships to bucket acme-audit with role prod-gateway and role prod-gateway; allowed: one identity",
    ],
    [
      "other bucket",
      "aws",
      "policy",
      { policy: policy(["s3:PutObject", "arn:aws:s3:::acme-other/audit/*"]) },
      "role prod-gateway may not make objects in bucket acme-audit; allowed: that and nothing else",
    ],
    [
      "other bucket",
      "gcp",
      "member",
      { bucket: "acme-other" },
      "principal gateway/gateway may not make objects in bucket acme-audit; allowed: that and nothing else",
    ],
    [
      "other account",
      "azure",
      "assignment",
      { scope: SCOPE.replace("acmeaudit", "acmeother") },
      "identity prod-gateway may not make objects in storage account acmeaudit; allowed: that and nothing else",
    ],
    // Nobody ships.
    ["no shipper", "aws", "config", { data: {} }, "no workload ships to bucket acme-audit; allowed: one that does"],
    [
      "a shipper to a bucket of a longer name",
      "aws",
      "config",
      { data: { "vector.json": "acme-audit-access-logs" } },
      "no workload ships to bucket acme-audit; allowed: one that does",
    ],
    ["no shipper", "gcp", "config", { data: {} }, "no workload ships to bucket acme-audit; allowed: one that does"],
    [
      "no shipper",
      "azure",
      "workload",
      { "pod.volumes": [] },
      "no workload ships to storage account acmeaudit; allowed: one that does",
    ],
    // What is not known.
    [
      "trust that is not known",
      "aws",
      "role",
      { assumeRolePolicy: UNKNOWN },
      `unknown: who may take on role prod-gateway is not known before deployment; allowed: ${SA}`,
    ],
    [
      "documents that are no JSON",
      "aws",
      "role",
      { assumeRolePolicy: "{" },
      `unknown: who may take on role prod-gateway is not known before deployment; allowed: ${SA}`,
    ],
    [
      "a lock of unknown length",
      "aws",
      "lock",
      { rule: UNKNOWN },
      [
        "unknown: not known before deployment, so this cannot be ruled out: the lock of bucket acme-audit can be lifted; allowed: one that nobody can lift",
        "unknown: not known before deployment, so this cannot be ruled out: bucket acme-audit keeps objects for an unknown number of days; allowed: 365 or more",
      ],
    ],
  ])("fails for %s (%s: %s)", (...[, cloud, resource, changes, expected]) => {
    expect(judged(cloud, resource, changes)).toEqual([expected].flat());
  });

  test("sees everybody among the members of a bucket", () => {
    const open = pulumiResource("gcp:storage/bucketIAMBinding:BucketIAMBinding", {
      bucket: "acme-audit",
      role: "roles/storage.objectViewer",
      members: ["allUsers"],
    });
    expect(judgeWorld(auditChain, [...Object.values(GCP), open], "prod")).toEqual([
      "bucket acme-audit can be opened to the public; allowed: public access blocked in every way",
    ]);
  });

  test("follows IRSA by the annotation and the subject of the token", () => {
    const irsa = (sub: string): readonly PolicyResource[] => [
      ...Object.entries(AWS).flatMap(([name, resource]) => (["association", "role", "account"].includes(name) ? [] : [resource])),
      resourceOf({
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: {
          name: "gateway",
          namespace: "gateway",
          annotations: { "eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/prod-gateway" },
        },
      }),
      pulumiResource("aws:iam/role:Role", {
        name: "prod-gateway",
        assumeRolePolicy: json({ Statement: [{ Effect: "Allow", Condition: { StringEquals: { "oidc.eks/id/0A:sub": sub } } }] }),
      }),
    ];
    expect(judgeWorld(auditChain, irsa("system:serviceaccount:gateway:gateway"), "prod")).toEqual([]);
    expect(judgeWorld(auditChain, irsa("system:serviceaccount:gateway:other"), "prod")).toEqual([
      `role prod-gateway trusts system:serviceaccount:gateway:other; allowed: ${SA}`,
    ]);
  });

  test("takes a lock of a week that can be lifted in staging, and none in dev", () => {
    expect(judged("aws", "lock", { "rule.defaultRetention": { mode: "GOVERNANCE", days: 7 } }, "staging")).toEqual([]);
    expect(judged("aws", "lock", undefined, "dev")).toEqual([]);
    expect(judged("aws", "lock", { "rule.defaultRetention.days": 6 }, "staging")).toEqual([
      "bucket acme-audit keeps objects for 6 days; allowed: 7 or more",
    ]);
  });

  test("leaves copies of a bucket to their own account", () => {
    const replication = pulumiResource("aws:s3/bucketReplicationConfig:BucketReplicationConfig", {
      rules: [{ destination: { bucket: "arn:aws:s3:::acme-copy" } }],
    });
    const copy = pulumiResource("aws:s3/bucket:Bucket", { bucket: "acme-copy", objectLockEnabled: true });
    expect(judgeWorld(auditChain, [...Object.values(AWS), replication, copy], "prod")).toEqual([]);
  });

  test("waits for writers and for the final lock until the platform holds its services", () => {
    const ofLayers = (...layers: readonly string[]): readonly PolicyResource[] => {
      const store = Object.values(AWS).filter(({ type }) => type.startsWith("aws:s3/"));
      return [pulumiResource("palisade:platform:Platform", { layers }), ...store];
    };
    expect(judgeWorld(auditChain, ofLayers("audit", "cloud"), "prod")).toEqual([]);
    expect(judgeWorld(auditChain, ofLayers("audit", "cloud", "platform", "services"), "prod")).toEqual([
      "no workload ships to bucket acme-audit; allowed: one that does",
    ]);
  });

  test("is about platforms with a store of evidence", () => {
    const { platform, ...rest } = AWS;
    expect(judgeWorld(auditChain, Object.values(rest), "prod")).toEqual([NOT_APPLICABLE]);
    expect(judgeWorld(auditChain, [platform!], "prod")).toEqual([NOT_APPLICABLE]);
  });
});

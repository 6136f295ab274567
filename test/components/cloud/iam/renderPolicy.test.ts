import { describe, expect, it } from "vitest";
import { irsaTrust, permissionsDocument, podIdentityTrust } from "../../../../components/cloud/iam/aws/documents.ts";
import { ACTIONS_WITHOUT_RESOURCE } from "../../../../components/cloud/iam/aws/statements.ts";
import type { Grant } from "../../../../components/cloud/iam/contract.ts";
import { resourceProject } from "../../../../components/cloud/iam/gcp/statements.ts";
import { renderPolicy } from "../../../../components/cloud/iam/renderPolicy.ts";
import { APPEND, CONTEXTS, edge, GCP, spireKeys } from "./fixture.ts";

const READ: Grant = { kind: "readObjects", bucket: "acme-docs", prefixes: ["public", "shared"] };
const SECRETS: Grant = { kind: "readSecrets", names: ["gateway/guard"] };
const VOLUMES: Grant = { kind: "blockVolumes", key: "arn:aws:kms:eu-central-1:123456789012:alias/prod-volumes" };

describe("renderPolicy on AWS", () => {
  const aws = CONTEXTS.aws;

  it("lets the shipper put objects below its prefix with the store's key, and nothing else [P-80] [P-81]", () => {
    expect(renderPolicy(edge(APPEND), aws)).toEqual({
      cloud: "aws",
      subject: { namespace: "gateway", serviceAccount: "precinct-gateway" },
      trust: {
        by: "podIdentity",
        cluster: "prod",
        conditions: {
          "aws:SourceAccount": "123456789012",
          "aws:SourceArn": "arn:aws:eks:eu-central-1:123456789012:cluster/prod",
          "aws:RequestTag/kubernetes-namespace": "gateway",
          "aws:RequestTag/kubernetes-service-account": "precinct-gateway",
        },
      },
      principal: "arn:aws:iam::123456789012:role/prod-gateway-precinct-gateway",
      purpose: "Ships the audit trail",
      statements: [
        { actions: ["s3:PutObject"], resources: ["arn:aws:s3:::acme-audit/audit/gateway/*"], conditions: {} },
        {
          actions: ["kms:GenerateDataKey"],
          resources: ["arn:aws:kms:eu-central-1:123456789012:key/*"],
          conditions: {
            "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/acme-audit"] },
            StringEquals: { "kms:ViaService": ["s3.eu-central-1.amazonaws.com"] },
          },
        },
      ],
    });
  });

  it("trusts one ServiceAccount of one cluster of one account, by session tags [P-87]", () => {
    expect(podIdentityTrust(renderPolicy(edge(APPEND), aws))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "pods.eks.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: {
            StringEquals: {
              "aws:SourceAccount": "123456789012",
              "aws:RequestTag/kubernetes-namespace": "gateway",
              "aws:RequestTag/kubernetes-service-account": "precinct-gateway",
            },
            ArnEquals: { "aws:SourceArn": "arn:aws:eks:eu-central-1:123456789012:cluster/prod" },
          },
        },
      ],
    });
  });

  it("trusts subject and audience of the issuer's tokens where IRSA is chosen [P-80] [P-87]", () => {
    const model = renderPolicy(edge(APPEND), { ...aws, trust: "irsa" });
    const provider = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0A1B";
    expect(irsaTrust(model, provider).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Federated: provider },
        Action: ["sts:AssumeRoleWithWebIdentity"],
        Condition: {
          StringEquals: {
            "oidc.eks.eu-central-1.amazonaws.com/id/0A1B:sub": "system:serviceaccount:gateway:precinct-gateway",
            "oidc.eks.eu-central-1.amazonaws.com/id/0A1B:aud": "sts.amazonaws.com",
          },
        },
      },
    ]);
  });

  it("reads and lists below the prefixes of one bucket", () => {
    expect(permissionsDocument(renderPolicy(edge(READ), aws)).Statement).toEqual([
      {
        Effect: "Allow",
        Action: ["s3:GetObject"],
        Resource: ["arn:aws:s3:::acme-docs/public/*", "arn:aws:s3:::acme-docs/shared/*"],
      },
      {
        Effect: "Allow",
        Action: ["s3:ListBucket"],
        Resource: ["arn:aws:s3:::acme-docs"],
        Condition: { StringLike: { "s3:prefix": ["public/*", "shared/*"] } },
      },
    ]);
  });

  it("makes SPIRE's keys for signing, under aliases of this cluster's servers", () => {
    expect(renderPolicy(edge(spireKeys("aws")), aws).statements).toEqual([
      {
        actions: ["kms:CreateKey"],
        resources: ["*"],
        conditions: { StringEquals: { "kms:KeyUsage": ["SIGN_VERIFY"], "kms:KeyOrigin": ["AWS_KMS"] } },
      },
      {
        actions: ["kms:ListAliases", "kms:ListKeys"],
        resources: ["*"],
        conditions: { StringEquals: { "aws:RequestedRegion": ["eu-central-1"] } },
      },
      {
        actions: ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"],
        resources: [
          "arn:aws:kms:eu-central-1:123456789012:alias/SPIRE_SERVER/prod_acme_io/prod-spire-server-0/*",
          "arn:aws:kms:eu-central-1:123456789012:alias/SPIRE_SERVER/prod_acme_io/prod-spire-server-1/*",
        ],
        conditions: {},
      },
    ]);
  });

  it("reads secrets by name", () => {
    expect(renderPolicy(edge(SECRETS), aws).statements).toEqual([
      {
        actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        resources: ["arn:aws:secretsmanager:eu-central-1:123456789012:secret:gateway/guard-??????"],
        conditions: {},
      },
    ]);
  });

  it("touches volumes that the driver made and instances of the cluster [P-88]", () => {
    const statements = renderPolicy(edge(VOLUMES), aws).statements;
    expect(statements.map(({ actions, resources, conditions }) => [actions.join(" "), resources, conditions]).slice(1)).toEqual([
      [
        "ec2:CreateVolume",
        ["arn:aws:ec2:eu-central-1:123456789012:volume/*"],
        { StringEquals: { "aws:RequestTag/ebs.csi.aws.com/cluster": ["true"] } },
      ],
      [
        "ec2:CreateTags",
        ["arn:aws:ec2:eu-central-1:123456789012:volume/*"],
        { StringEquals: { "ec2:CreateAction": ["CreateVolume"] } },
      ],
      [
        "ec2:AttachVolume ec2:DeleteVolume ec2:DetachVolume ec2:ModifyVolume",
        ["arn:aws:ec2:eu-central-1:123456789012:volume/*"],
        { StringEquals: { "aws:ResourceTag/ebs.csi.aws.com/cluster": ["true"] } },
      ],
      [
        "ec2:AttachVolume ec2:DetachVolume",
        ["arn:aws:ec2:eu-central-1:123456789012:instance/*"],
        { StringEquals: { "aws:ResourceTag/kubernetes.io/cluster/prod": ["owned"] } },
      ],
      [
        "kms:Decrypt kms:DescribeKey kms:GenerateDataKeyWithoutPlaintext",
        ["arn:aws:kms:eu-central-1:123456789012:key/*"],
        {
          "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/prod-volumes"] },
          StringEquals: { "kms:ViaService": ["ec2.eu-central-1.amazonaws.com"] },
        },
      ],
      [
        "kms:CreateGrant",
        ["arn:aws:kms:eu-central-1:123456789012:key/*"],
        {
          "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/prod-volumes"] },
          StringEquals: { "kms:ViaService": ["ec2.eu-central-1.amazonaws.com"] },
          Bool: { "kms:GrantIsForAWSResource": ["true"] },
        },
      ],
    ]);
  });

  it("names the partition of the region", () => {
    const cloud = { ...CONTEXTS.aws.cloud, region: "us-gov-west-1" } as typeof CONTEXTS.aws.cloud;
    expect(renderPolicy(edge(READ), { ...aws, cloud }).principal).toBe(
      "arn:aws-us-gov:iam::123456789012:role/prod-gateway-precinct-gateway",
    );
  });
});

describe("renderPolicy on Google Cloud", () => {
  const gcp = CONTEXTS.gcp;
  const principal =
    "principal://iam.googleapis.com/projects/998877665544/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/subject/ns/gateway/sa/precinct-gateway";

  it("lets the ServiceAccount's own principal create objects below its prefix [P-91] [P-92]", () => {
    const { trust, principal: found, statements } = renderPolicy(edge(APPEND), gcp);
    expect(found).toBe(principal);
    expect(trust).toEqual({
      by: "workloadIdentityPool",
      cluster: "prod",
      conditions: { subject: "ns/gateway/sa/precinct-gateway", pool: "acme-prod.svc.id.goog" },
    });
    expect(statements).toEqual([
      {
        actions: ["storage.objects.create"],
        resources: ["//storage.googleapis.com/projects/_/buckets/acme-audit"],
        conditions: {
          cel: { expression: ['resource.name.startsWith("projects/_/buckets/acme-audit/objects/audit/gateway/")'] },
        },
      },
    ]);
  });

  it("reads and lists by prefix, SPIRE's keys on one key ring, secrets by name", () => {
    expect(renderPolicy(edge(READ), gcp).statements.map(({ conditions }) => conditions["cel"]?.["expression"])).toEqual([
      [
        'resource.name.startsWith("projects/_/buckets/acme-docs/objects/public/") || resource.name.startsWith("projects/_/buckets/acme-docs/objects/shared/")',
      ],
      [
        'api.getAttribute("storage.googleapis.com/objectListPrefix", "").startsWith("public/") || api.getAttribute("storage.googleapis.com/objectListPrefix", "").startsWith("shared/")',
      ],
    ]);
    expect(renderPolicy(edge(spireKeys("gcp"), SECRETS), gcp).statements.map(({ resources }) => resources)).toEqual([
      ["//cloudkms.googleapis.com/projects/acme-prod/locations/europe-west3/keyRings/spire"],
      ["//secretmanager.googleapis.com/projects/acme-prod/secrets/gateway/guard"],
    ]);
    expect(renderPolicy(edge(VOLUMES), gcp).statements).toEqual([]);
  });

  it("makes a custom role in the project of what it is bound on", () => {
    const bucket = "//storage.googleapis.com/projects/_/buckets/acme-audit";
    const audit = { ...gcp.audit!, projectId: "acme-evidence" };
    expect(resourceProject(bucket, { ...gcp, cloud: GCP })).toBe("acme-prod");
    expect(resourceProject(bucket, { ...gcp, audit })).toBe("acme-evidence");
    expect(resourceProject("//cloudkms.googleapis.com/projects/acme-keys/locations/x", gcp)).toBe("acme-keys");
  });
});

describe("renderPolicy on Azure", () => {
  const azure = CONTEXTS.azure;
  const blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";

  it("lets a federated identity add blobs to one container, below its prefix [P-94] [P-95]", () => {
    expect(renderPolicy(edge(APPEND), azure)).toEqual({
      cloud: "azure",
      subject: { namespace: "gateway", serviceAccount: "precinct-gateway" },
      trust: {
        by: "federatedCredential",
        cluster: "prod",
        conditions: { sub: "system:serviceaccount:gateway:precinct-gateway", aud: "api://AzureADTokenExchange" },
      },
      principal:
        "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/prod-identities/providers/Microsoft.ManagedIdentity/userAssignedIdentities/prod-gateway-precinct-gateway",
      purpose: "Ships the audit trail",
      statements: [
        {
          actions: [`${blobs}/add/action`],
          resources: [azure.audit?.resourceId],
          conditions: {
            abac: {
              expression: [
                `((!(ActionMatches{'${blobs}/add/action'})) OR (@Resource[${blobs}:path] StringStartsWith 'audit/gateway/'))`,
              ],
            },
          },
        },
      ],
    });
  });

  it("gives SPIRE's keys in one vault, without the right to purge them", () => {
    const [statement] = renderPolicy(edge(spireKeys("azure")), azure).statements;
    expect(statement?.actions).toContain("Microsoft.KeyVault/vaults/keys/sign/action");
    expect(statement?.actions.filter((action) => /purge|secrets|backup|\*/.test(action))).toEqual([]);
    expect(statement?.resources).toEqual([
      "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/acme-spire",
    ]);
  });
});

describe.each(["aws", "gcp", "azure"] as const)("every grant on %s", (cloud) => {
  const grants: readonly Grant[] = [APPEND, READ, SECRETS, VOLUMES, spireKeys(cloud)];
  const statements = grants.flatMap((grant) => renderPolicy(edge(grant), CONTEXTS[cloud]).statements);

  it("never says `*` for an action", () => {
    expect(statements.flatMap(({ actions }) => actions).filter((action) => action.includes("*"))).toEqual([]);
  });

  it("says `*` for a resource only where AWS takes nothing else, each action named", () => {
    const bare = statements.filter(({ resources }) => resources.some((resource) => resource === "*" || resource === ""));
    expect(bare.flatMap(({ actions }) => actions).filter((action) => !ACTIONS_WITHOUT_RESOURCE.includes(action))).toEqual([]);
  });

  it("leaves open only a last name that the cloud makes up, below a name of ours or beside a condition", () => {
    const open = statements.filter(({ resources }) => resources.some((resource) => resource.includes("*") && resource !== "*"));
    for (const { resources, conditions } of open) {
      for (const resource of resources) expect(resource).toMatch(/^[^*]+\/\*$/);
      const named = resources.every((resource) => /^arn:aws:(s3:::.+\/.+|kms:.+:alias\/.+)\/\*$/.test(resource));
      expect(named || Object.keys(conditions).length > 0).toBe(true);
    }
  });
});

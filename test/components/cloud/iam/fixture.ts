import type { AuditStoreFacts } from "../../../../components/cloud/audit/contract.ts";
import { cloudConfig, type AwsConfig, type AzureConfig, type GcpConfig } from "../../../../components/cloud/config.ts";
import type { CloudEdge, Grant, IamContext } from "../../../../components/cloud/iam/contract.ts";

const SUBSCRIPTION = "00000000-0000-4000-8000-000000000001";

export const AWS = cloudConfig.parse({
  provider: "aws",
  accountId: "123456789012",
  region: "eu-central-1",
  owner: "platform",
}) as AwsConfig;

export const GCP = cloudConfig.parse({
  provider: "gcp",
  projectId: "acme-prod",
  projectNumber: "998877665544",
  region: "europe-west3",
  owner: "platform",
}) as GcpConfig;

export const AZURE = cloudConfig.parse({
  provider: "azure",
  subscriptionId: SUBSCRIPTION,
  tenantId: "00000000-0000-4000-8000-000000000002",
  region: "germanywestcentral",
  owner: "platform",
}) as AzureConfig;

const common = { prefix: "audit/gateway", region: "eu-central-1" };

const S3: AuditStoreFacts = {
  ...common,
  store: "s3",
  bucket: "acme-audit",
  endpoint: "s3.eu-central-1.amazonaws.com",
  key: "arn:aws:kms:eu-central-1:123456789012:alias/acme-audit",
};

const GCS: AuditStoreFacts = { ...common, store: "gcs", bucket: "acme-audit", endpoint: "storage.googleapis.com", key: "k" };

const BLOB: AuditStoreFacts = {
  ...common,
  store: "azureBlob",
  bucket: "acmeaudit/audit",
  resourceId: `/subscriptions/${SUBSCRIPTION}/resourceGroups/acme-audit/providers/Microsoft.Storage/storageAccounts/acmeaudit/blobServices/default/containers/audit`,
  endpoint: "acmeaudit.blob.core.windows.net",
  key: "k",
};

export const CONTEXTS: Readonly<Record<"aws" | "gcp" | "azure", IamContext>> = {
  aws: { cloud: AWS, cluster: "prod", trust: "podIdentity", audit: S3 },
  gcp: { cloud: GCP, cluster: "prod", trust: "workloadIdentityPool", audit: GCS },
  azure: { cloud: AZURE, cluster: "prod", trust: "federatedCredential", audit: BLOB },
};

export const APPEND: Grant = { kind: "appendAudit", prefix: "audit/gateway" };

const KEY_HOMES = {
  aws: undefined,
  gcp: "projects/acme-prod/locations/europe-west3/keyRings/spire",
  azure: `/subscriptions/${SUBSCRIPTION}/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/acme-spire`,
};

export function spireKeys(cloud: keyof typeof KEY_HOMES): Grant {
  return {
    kind: "spireKeys",
    trustDomain: "prod.acme.io",
    servers: ["prod-spire-server-0", "prod-spire-server-1"],
    home: KEY_HOMES[cloud],
  };
}

export function edge(...grants: readonly Grant[]): CloudEdge {
  return { namespace: "gateway", serviceAccount: "precinct-gateway", purpose: "Ships the audit trail", grants };
}

import { auditConfig, type StoreConfig } from "../../../../components/cloud/audit/config.ts";
import { cloudConfig, type CloudConfig } from "../../../../components/cloud/config.ts";

/** A valid choice of each store in prod, and the cloud it is in; tests change one thing of it. */
export const STORES = {
  s3: {
    store: "s3",
    bucket: "agents-audit",
    account: { accountId: "444455556666", assumeRole: "arn:aws:iam::444455556666:role/palisade-audit" },
    endpointCidrs: ["10.0.32.0/20"],
    breakGlass: ["arn:aws:iam::444455556666:role/break-glass"],
    alertEmails: ["security@agents.internal"],
    confirmIrreversible: { account: "444455556666", bucket: "agents-audit", retentionDays: 365, mode: "COMPLIANCE" },
  },
  gcs: {
    store: "gcs",
    bucket: "agents-audit",
    account: { projectId: "agents-audit", projectNumber: "444455556666" },
    breakGlass: ["principal://goog/subject/break-glass@agents.internal"],
    alertEmails: ["security@agents.internal"],
    confirmIrreversible: { account: "agents-audit", bucket: "agents-audit", retentionDays: 365, mode: "COMPLIANCE" },
  },
  azureBlob: {
    store: "azureBlob",
    storageAccount: "agentsaudit",
    container: "gateway",
    resourceGroup: "audit",
    account: { subscriptionId: "5b6f7a1e-0000-4000-8000-00000000000a" },
    phase: "locked",
    privateEndpoint: {
      subnetId:
        "/subscriptions/5b6f7a1e-0000-4000-8000-000000000001/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/prod/subnets/endpoints",
      virtualNetworkId:
        "/subscriptions/5b6f7a1e-0000-4000-8000-000000000001/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/prod",
    },
    endpointCidrs: ["10.0.40.0/27"],
    breakGlass: ["5b6f7a1e-0000-4000-8000-0000000000bb"],
    alertEmails: ["security@agents.internal"],
    confirmIrreversible: {
      account: "5b6f7a1e-0000-4000-8000-00000000000a",
      bucket: "agentsaudit/gateway",
      retentionDays: 365,
      mode: "COMPLIANCE",
    },
  },
} as const;

const owned = { owner: "platform", tags: {} };

export const CLOUDS = {
  s3: { provider: "aws", accountId: "222233334444", region: "eu-central-1", ...owned },
  gcs: { provider: "gcp", projectId: "agents-prod", projectNumber: "123456789012", region: "europe-west3", ...owned },
  azureBlob: {
    provider: "azure",
    subscriptionId: "5b6f7a1e-0000-4000-8000-000000000001",
    tenantId: "5b6f7a1e-0000-4000-8000-000000000002",
    region: "germanywestcentral",
    ...owned,
  },
} as const satisfies Record<StoreConfig["store"], CloudConfig>;

export type StoreName = keyof typeof STORES;

/** The good configuration of a store with some keys changed; undefined removes one. */
export function storeWith<N extends StoreName>(
  name: N,
  change: Readonly<Record<string, unknown>> = {},
): Extract<StoreConfig, { store: N }> {
  const kept = Object.entries({ ...STORES[name], ...change }).filter(([, value]) => value !== undefined);
  return auditConfig.parse(Object.fromEntries(kept)) as Extract<StoreConfig, { store: N }>;
}

export function cloudOf(name: StoreName): CloudConfig {
  return cloudConfig.parse(CLOUDS[name]);
}

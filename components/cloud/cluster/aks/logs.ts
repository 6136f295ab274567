import type { DiagnosticSettingArgs } from "@pulumi/azure-native/monitor/diagnosticSetting.js";
import type { WorkspaceArgs } from "@pulumi/azure-native/operationalinsights/workspace.js";
import type { ManagementPolicyArgs } from "@pulumi/azure-native/storage/managementPolicy.js";
import type { StorageAccountArgs } from "@pulumi/azure-native/storage/storageAccount.js";
import type { AksParts } from "./parts.ts";

/** Logs of the control plane; `kube-audit` is every request, `kube-audit-admin` the changes alone, `guard` every sign-in. */
const CATEGORIES = [
  "kube-apiserver",
  "kube-audit",
  "kube-audit-admin",
  "guard",
  "kube-controller-manager",
  "kube-scheduler",
  "cloud-controller-manager",
  "cluster-autoscaler",
];

/** Shortest and longest retention of a workspace, in days. https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure */
const WORKSPACE_DAYS = { shortest: 30, longest: 730 } as const;

/** Where logs are searched; the account below keeps them as long as it is asked. Pure. */
export function workspaceArgs({ config, cloud, names, hardening }: AksParts): WorkspaceArgs {
  return {
    workspaceName: config.name,
    resourceGroupName: names.resourceGroup,
    location: cloud.region,
    tags: { ...hardening.tags },
    sku: { name: "PerGB2018" },
    retentionInDays: Math.min(Math.max(hardening.logDays, WORKSPACE_DAYS.shortest), WORKSPACE_DAYS.longest),
    // Entra only: a shared key would name nobody.
    features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true },
  };
}

/**
 * Where logs are kept, whatever happens to the workspace. Diagnostics come by the exception for Azure's own services: an
 * account that admits none, as the audit store does, gets no logs. Pure.
 */
export function logAccountArgs({ config, cloud, names, hardening }: AksParts): StorageAccountArgs {
  return {
    accountName: config.logAccount,
    resourceGroupName: names.resourceGroup,
    location: cloud.region,
    tags: { ...hardening.tags },
    kind: "StorageV2",
    sku: { name: "Standard_ZRS" },
    minimumTlsVersion: "TLS1_2",
    enableHttpsTrafficOnly: true,
    allowBlobPublicAccess: false,
    allowSharedKeyAccess: false,
    defaultToOAuthAuthentication: true,
    allowCrossTenantReplication: false,
    isLocalUserEnabled: false,
    isSftpEnabled: false,
    // Enabled is what lets the exception work; the default below refuses everybody else.
    publicNetworkAccess: "Enabled",
    networkRuleSet: { defaultAction: "Deny", bypass: "AzureServices" },
    encryption: { keySource: "Microsoft.Storage", requireInfrastructureEncryption: true },
  };
}

/** Deletes logs when their time is over, and nothing before. Pure. */
export function logLifecycleArgs({ config, names, hardening }: AksParts): ManagementPolicyArgs {
  return {
    accountName: config.logAccount,
    resourceGroupName: names.resourceGroup,
    managementPolicyName: "default",
    policy: {
      rules: [
        {
          name: "retention",
          type: "Lifecycle",
          enabled: true,
          definition: {
            filters: { blobTypes: ["appendBlob", "blockBlob"] },
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: hardening.logDays } } },
          },
        },
      ],
    },
  };
}

/** Sends the control plane's logs to both. Pure. */
export function diagnosticArgs({ names }: AksParts): DiagnosticSettingArgs {
  return {
    name: "control-plane",
    resourceUri: names.clusterId,
    workspaceId: names.workspaceId,
    storageAccountId: names.logAccountId,
    logAnalyticsDestinationType: "Dedicated",
    logs: CATEGORIES.map((category) => ({ category, enabled: true })),
  };
}

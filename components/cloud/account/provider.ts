import type { ProviderArgs as AwsProviderArgs } from "@pulumi/aws/provider.js";
import type { ProviderArgs as AzureProviderArgs } from "@pulumi/azure-native/provider.js";
import type { ProviderArgs as GcpProviderArgs } from "@pulumi/gcp/provider.js";
import type { AwsConfig, AzureConfig, GcpConfig } from "../config.ts";

/** Refuses every account but one, whatever credentials the shell happens to hold. Pure. */
export function awsProvider(cloud: AwsConfig): AwsProviderArgs {
  return {
    region: cloud.region,
    allowedAccountIds: [cloud.accountId],
    ...(cloud.assumeRole === undefined ? {} : { assumeRoles: [{ roleArn: cloud.assumeRole, sessionName: "palisade" }] }),
  };
}

/** Every resource names its project by this provider; quota and billing go to the same one. Pure. */
export function gcpProvider(cloud: GcpConfig): GcpProviderArgs {
  return { project: cloud.projectId, region: cloud.region, billingProject: cloud.projectId, userProjectOverride: true };
}

/** Every resource lives in this subscription, and tokens of another tenant do not work. Pure. */
export function azureProvider(cloud: AzureConfig): AzureProviderArgs {
  return { subscriptionId: cloud.subscriptionId, tenantId: cloud.tenantId, location: cloud.region };
}

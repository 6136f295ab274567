import { managedDatabase } from "../../../../components/cloud/database/config.ts";
import {
  databaseCidrs,
  databaseNetwork,
  type DatabaseNetwork,
  type DatabasePlan,
} from "../../../../components/cloud/database/plan.ts";
import { cloudOf, type StoreName } from "../audit/fixture.ts";

export type Provider = DatabaseNetwork["provider"];

const NETWORKS = {
  aws: { provider: "aws", vpcId: "vpc-0a1b2c", subnetIds: ["subnet-0a", "subnet-0b"] },
  gcp: { provider: "gcp", network: "projects/agents-prod/global/networks/prod" },
  azure: {
    provider: "azure",
    virtualNetworkId:
      "/subscriptions/5b6f7a1e-0000-4000-8000-000000000001/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/prod",
  },
} as const;

const CLOUD_OF: Readonly<Record<Provider, StoreName>> = { aws: "s3", gcp: "gcs", azure: "azureBlob" };

/** A good database of a cloud, as a stack file writes it, with some keys changed. */
export function databaseChoice(provider: Provider, change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    kind: "managed",
    network: NETWORKS[provider],
    cidrs: ["10.0.64.0/24"],
    caCertificate: "-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----",
    ...change,
  };
}

export function databasePlan(
  provider: Provider,
  change: Readonly<Record<string, unknown>> = {},
  plan: Partial<DatabasePlan> = {},
): DatabasePlan {
  const config = managedDatabase.parse(databaseChoice(provider, change));
  const network = databaseNetwork(config, undefined);
  if (network === undefined) throw new Error("the choice names no network");
  return {
    config,
    network,
    cidrs: databaseCidrs(config, {}),
    cloud: cloudOf(CLOUD_OF[provider]),
    name: "prod-spire",
    clients: ["10.0.0.0/20", "10.0.16.0/20"],
    protect: true,
    ...plan,
  };
}

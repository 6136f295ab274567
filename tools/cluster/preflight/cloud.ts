import type { ClusterConfig } from "../../../components/cloud/cluster/config.ts";
import type { PalisadeConfig } from "../../../components/config/schema.ts";
import { AWS_ENDPOINTS, awsFindings, type AwsEndpoints } from "./aws.ts";
import { AZURE_ENDPOINTS, azureFindings, type AzureEndpoints } from "./azure.ts";
import { onCloudMachine, refusal } from "./connect.ts";
import type { Environment } from "./environment.ts";
import { joined, NOTHING, refusedFor, type Address, type CloudFindings, type Findings } from "./findings.ts";
import { GCP_ENDPOINTS, gcpFindings, type GcpEndpoints } from "./gcp.ts";

/** Where the clouds answer. */
export interface CloudEndpoints {
  readonly aws: AwsEndpoints;
  readonly gcp: GcpEndpoints;
  readonly azure: AzureEndpoints;
  readonly onCloudMachine: () => Promise<boolean>;
}

export const CLOUD_ENDPOINTS: CloudEndpoints = {
  aws: AWS_ENDPOINTS,
  gcp: GCP_ENDPOINTS,
  azure: AZURE_ENDPOINTS,
  onCloudMachine,
};

type Stack = Pick<PalisadeConfig, "cloud" | "cluster">;

/** Whether the credentials are for the stack's account, and the API server of its cluster can be reached if there is one. */
export async function cloudFindings(stack: Stack, environment: Environment, endpoints: CloudEndpoints): Promise<Findings> {
  const findings = await askCloud(stack, environment, endpoints);
  const { apiServer } = findings;
  return apiServer === undefined ? findings : joined([findings, await reachFindings(stack.cluster, apiServer)]);
}

async function askCloud({ cloud, cluster }: Stack, environment: Environment, endpoints: CloudEndpoints): Promise<CloudFindings> {
  const common = { environment, onCloudMachine: endpoints.onCloudMachine };
  const { name } = cluster;
  switch (cloud?.provider) {
    case "aws":
      return await awsFindings({
        ...common,
        cloud,
        cluster: cluster.kind === "eks" ? name : undefined,
        endpoints: endpoints.aws,
      });
    case "gcp": {
      const made = cluster.kind === "gke" ? { name, byName: cluster.access.mode === "dnsEndpoint" } : undefined;
      return await gcpFindings({ ...common, cloud, cluster: made, endpoints: endpoints.gcp });
    }
    case "azure": {
      const made = cluster.kind === "aks" ? { name, isPrivate: cluster.access.mode !== "publicCidrs" } : undefined;
      return await azureFindings({ ...common, cloud, cluster: made, endpoints: endpoints.azure });
    }
    case undefined:
      return NOTHING;
  }
}

/** What helps whoever does not get through, by the way that the stack file names. */
const ADVICE: Readonly<Record<string, string>> = {
  vpcRunner: "deploy from the runner, or from a network that is connected with the cluster's",
  publicCidrs: "deploy from one of access.cidrs, or add the network that you come from",
  dnsEndpoint: "look for a proxy or a firewall on the way to Google",
  ssmTunnel: "open the tunnel first: aws ssm start-session with AWS-StartPortForwardingSessionToRemoteHost",
  iapTunnel: "open the tunnel first: gcloud compute ssh --tunnel-through-iap with a port forwarding",
  bastion: "open the tunnel first: az aks bastion",
};

async function reachFindings(cluster: ClusterConfig, apiServer: Address): Promise<Findings> {
  if (cluster.kind === "existing") return NOTHING;
  const { access } = cluster;
  const address = "localPort" in access ? { host: "localhost", port: access.localPort } : apiServer;
  const reason = await refusal(address);
  if (reason === undefined) return NOTHING;
  return refusedFor({
    path: "palisade:cluster.access",
    given: `${address.host}:${address.port} takes no connection from here (${reason})`,
    allowed: `the API server of ${cluster.name} is reached by ${access.mode}`,
    change: ADVICE[access.mode] ?? "make the way to it",
  });
}

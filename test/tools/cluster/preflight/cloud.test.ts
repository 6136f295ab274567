import { describe, expect, it } from "vitest";
import type { ClusterConfig } from "../../../../components/cloud/cluster/config.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";
import { cloudFindings, type CloudEndpoints } from "../../../../tools/cluster/preflight/cloud.ts";
import { onCloudMachine, refusal } from "../../../../tools/cluster/preflight/connect.ts";
import { aks, AZURE } from "../../../components/cloud/cluster/aks/fixture.ts";
import { CLOUD as AWS, eks } from "../../../components/cloud/cluster/eks/fixture.ts";
import { CLUSTERS } from "../../../components/cloud/cluster/everyKind/kinds.ts";
import { gke, GCP } from "../../../components/cloud/cluster/gke/fixture.ts";
import { fakeCloud, NOBODY } from "./fakeCloud.ts";
import { homes } from "./home.ts";

const fake = fakeCloud();
const home = homes();

const KEYS = {
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "s",
  GOOGLE_OAUTH_ACCESS_TOKEN: "t",
  ARM_CLIENT_ID: "app",
  ARM_CLIENT_SECRET: "s",
};

/** Every cloud answers that the credentials are the right ones, and that the cluster's API server is at a host. */
function aCloudWithClusterAt(host: string): void {
  const subscription = `/subscriptions/${AZURE.subscriptionId}`;
  const dnsEndpointConfig = { endpoint: host };
  fake.answers({
    "/": [200, { GetCallerIdentityResponse: { GetCallerIdentityResult: { Account: AWS.accountId } } }],
    "/clusters/prod": [200, { cluster: { endpoint: `https://${host}` } }],
    "/v3/projects/acme-prod": [200, { name: "projects/123456789012", state: "ACTIVE" }],
    "/v1/projects/acme-prod/locations/europe-west3/clusters/prod": [
      200,
      { endpoint: host, controlPlaneEndpointsConfig: { dnsEndpointConfig } },
    ],
    [`/${AZURE.tenantId}/oauth2/v2.0/token`]: [200, { access_token: "t" }],
    [subscription]: [200, { tenantId: AZURE.tenantId }],
    [`${subscription}/resourceGroups/prod/providers/Microsoft.ContainerService/managedClusters/prod`]: [
      200,
      { properties: { fqdn: host, privateFQDN: host } },
    ],
  });
}

async function problemsOf(cluster: ClusterConfig, cloud: typeof AWS | typeof GCP | typeof AZURE | undefined) {
  const endpoints: CloudEndpoints = {
    aws: () => fake.url(),
    gcp: { projects: fake.url(), clusters: fake.url() },
    azure: { login: fake.url(), management: fake.url() },
    onCloudMachine: () => Promise.resolve(false),
  };
  const { problems } = await cloudFindings({ cloud, cluster }, home(KEYS), endpoints);
  return problems.map(describeProblem);
}

// This machine, on a port where it serves no cluster.
const CLOSED = "127.0.0.1";

describe("the way to the API server of a cluster that is there", () => {
  const FROM_RUNNER = "deploy from the runner, or from a network that is connected with the cluster's";

  it.each<[ClusterConfig, typeof AWS | typeof GCP | typeof AZURE, string]>([
    [eks(), AWS, FROM_RUNNER],
    [
      eks({ access: { mode: "publicCidrs", cidrs: ["203.0.113.0/24"] } }),
      AWS,
      "deploy from one of access.cidrs, or add the network that you come from",
    ],
    [gke(), GCP, FROM_RUNNER],
    [gke({ access: { mode: "dnsEndpoint" } }), GCP, "look for a proxy or a firewall on the way to Google"],
    [aks(), AZURE, FROM_RUNNER],
  ])("of $kind by $access.mode is refused where it is closed", async (cluster, cloud, advice) => {
    aCloudWithClusterAt(CLOSED);
    const mode = cluster.kind === "existing" ? "none" : cluster.access.mode;
    expect(await problemsOf(cluster, cloud)).toEqual([
      `palisade:cluster.access: ${CLOSED}:443 takes no connection from here (ECONNREFUSED); the API server of prod is reached by ${mode}; ${advice}`,
    ]);
  });

  it.each<[string, (localPort: number) => ClusterConfig, typeof AWS | typeof GCP | typeof AZURE, string]>([
    [
      "ssmTunnel",
      (localPort) => eks({ access: { mode: "ssmTunnel", localPort } }),
      AWS,
      "aws ssm start-session with AWS-StartPortForwardingSessionToRemoteHost",
    ],
    [
      "iapTunnel",
      (localPort) => gke({ access: { mode: "iapTunnel", zone: "europe-west3-b", localPort } }),
      GCP,
      "gcloud compute ssh --tunnel-through-iap with a port forwarding",
    ],
    ["bastion", (localPort) => aks({ access: { mode: "bastion", localPort } }), AZURE, "az aks bastion"],
  ])("by %s is the local end of the tunnel, which has to be open", async (mode, clusterAt, cloud, command) => {
    aCloudWithClusterAt(CLOSED);
    expect(await problemsOf(clusterAt(fake.port()), cloud)).toEqual([]);
    expect(await problemsOf(clusterAt(1025), cloud)).toEqual([
      `palisade:cluster.access: localhost:1025 takes no connection from here (ECONNREFUSED); the API server of prod is reached by ${mode}; open the tunnel first: ${command}`,
    ]);
  });

  it("is nobody's business while there is no cluster, or no cloud", async () => {
    fake.answers({ "/": [200, { GetCallerIdentityResponse: { GetCallerIdentityResult: { Account: AWS.accountId } } }] });
    expect(await problemsOf(eks(), AWS)).toEqual([]);
    expect(await problemsOf(CLUSTERS.existing.config, undefined)).toEqual([]);
  });
});

describe("an address", () => {
  it("takes connections or says why not", async () => {
    expect(await refusal({ host: "127.0.0.1", port: fake.port() })).toBeUndefined();
    expect(await refusal({ host: "127.0.0.1", port: Number(new URL(NOBODY).port) })).toBe("ECONNREFUSED");
  });

  it("tells a machine in the cloud by the credentials that it is given", async () => {
    expect(await onCloudMachine({ host: "127.0.0.1", port: fake.port() })).toBe(true);
    expect(await onCloudMachine({ host: "127.0.0.1", port: 2 })).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import { gkeClusterArgs } from "../../../../../components/cloud/cluster/gke/clusterArgs.ts";
import { gkeFacts } from "../../../../../components/cloud/cluster/gke/facts.ts";
import {
  accessSubnetArgs,
  controlPlaneSubnetArgs,
  natArgs,
  nodeSubnetArgs,
  vpcArgs,
  webhookFirewallArgs,
  type OwnNetworkConfig,
} from "../../../../../components/cloud/cluster/gke/network.ts";
import { tunnelFirewallArgs, tunnelHostArgs } from "../../../../../components/cloud/cluster/gke/tunnelHost.ts";
import type { GkeConfig } from "../../../../../components/cloud/cluster/gke/config.ts";
import { EXISTING_NETWORK, GCP, gkeParts } from "./fixture.ts";

function networkOf({ network }: GkeConfig): OwnNetworkConfig {
  if (network.kind !== "own") throw new Error("the fixture makes its own network");
  return network;
}

const { config, names } = gkeParts();
const network = networkOf(config);

describe("the network of a GKE cluster", () => {
  it("has no subnet but its own", () => {
    expect(vpcArgs(names)).toEqual({ name: "prod", autoCreateSubnetworks: false, routingMode: "REGIONAL" });
  });

  it("has pods and Services in ranges of the nodes' subnet", () => {
    expect(nodeSubnetArgs(network, names)).toMatchObject({
      name: "prod-nodes",
      network: names.network,
      ipCidrRange: "10.0.0.0/20",
      secondaryIpRanges: [
        { rangeName: "pods", ipCidrRange: "10.4.0.0/14" },
        { rangeName: "services", ipCidrRange: "10.8.0.0/20" },
      ],
    });
  });

  it.each([
    ["nodes", nodeSubnetArgs(network, names)],
    ["the control plane", controlPlaneSubnetArgs(network, names)],
    ["the access host", accessSubnetArgs(network, names)],
  ])("reaches Google's APIs privately from the subnet of %s, and logs its flows", (_of, subnet) => {
    expect(subnet).toMatchObject({
      privateIpGoogleAccess: true,
      logConfig: { aggregationInterval: "INTERVAL_1_MIN", flowSampling: 0.2, metadata: "INCLUDE_ALL_METADATA" },
    });
  });

  it("lets nodes out by Cloud NAT, and nobody else", () => {
    expect(natArgs(names)).toEqual({
      name: "prod",
      router: "prod",
      natIpAllocateOption: "AUTO_ONLY",
      sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
      subnetworks: [{ name: names.nodeSubnet, sourceIpRangesToNats: ["ALL_IP_RANGES"] }],
      logConfig: { enable: true, filter: "ERRORS_ONLY" },
    });
  });

  it("lets the control plane call webhooks on the nodes, on their ports alone", () => {
    expect(webhookFirewallArgs(config, names)).toMatchObject({
      direction: "INGRESS",
      sourceRanges: ["10.0.16.0/28"],
      targetServiceAccounts: ["prod-nodes@acme-prod.iam.gserviceaccount.com"],
      allows: [{ protocol: "tcp", ports: ["8443", "9443"] }],
    });
    const istio = gkeParts({ webhookPorts: [15017] });
    expect(webhookFirewallArgs(istio.config, names)).toHaveProperty("allows", [{ protocol: "tcp", ports: ["15017"] }]);
  });
});

describe("a network that somebody else made", () => {
  const shared = gkeParts({ network: EXISTING_NETWORK });

  it("is named by its own names, in the stack's project", () => {
    expect(shared.names).toMatchObject({
      network: "projects/acme-prod/global/networks/landing-zone",
      nodeSubnet: "projects/acme-prod/regions/europe-west3/subnetworks/agents-nodes",
      controlPlaneSubnet: "projects/acme-prod/regions/europe-west3/subnetworks/agents-api",
      accessSubnet: "projects/acme-prod/regions/europe-west3/subnetworks/agents-access",
      podsRange: "agents-pods",
      servicesRange: "agents-services",
    });
  });

  it("still lets the control plane call webhooks, by a rule named after the cluster", () => {
    expect(webhookFirewallArgs(shared.config, shared.names)).toMatchObject({
      name: "prod-webhooks",
      network: "projects/acme-prod/global/networks/landing-zone",
      sourceRanges: ["10.64.32.0/28"],
    });
  });

  it("is what policies are made for [P-85]", () => {
    expect(gkeFacts(shared.config)).toMatchObject({
      peers: { kubeApi: { cidrs: ["10.64.32.0/28"] }, nodes: { cidrs: ["10.64.0.0/20"] } },
      dataCidrs: ["10.64.64.0/20"],
    });
  });

  it("has the cluster in its subnet and secondary ranges", () => {
    expect(gkeClusterArgs({ ...shared, config: { ...shared.config, access: IAP } })).toMatchObject({
      network: "projects/acme-prod/global/networks/landing-zone",
      subnetwork: "projects/acme-prod/regions/europe-west3/subnetworks/agents-nodes",
      ipAllocationPolicy: { clusterSecondaryRangeName: "agents-pods", servicesSecondaryRangeName: "agents-services" },
      masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: "10.64.33.0/28", displayName: "iapTunnel-0" }] },
    });
  });
});

const IAP = { mode: "iapTunnel", zone: "europe-west3-b", machineType: "e2-small", localPort: 8443 } as const;

describe("the host of an IAP tunnel", () => {
  const host = tunnelHostArgs(IAP, config, GCP);

  it("has no public address, no role and no key of the project", () => {
    expect(host).toMatchObject({
      name: "prod-iap",
      zone: "europe-west3-b",
      networkInterfaces: [{ subnetwork: names.accessSubnet }],
      serviceAccount: { email: "prod-iap@acme-prod.iam.gserviceaccount.com", scopes: [] },
      metadata: { "enable-oslogin": "TRUE", "block-project-ssh-keys": "TRUE", "serial-port-enable": "FALSE" },
      shieldedInstanceConfig: { enableSecureBoot: true, enableVtpm: true, enableIntegrityMonitoring: true },
      bootDisk: { kmsKeySelfLink: names.disksKey },
    });
    expect(host.networkInterfaces).toEqual([{ subnetwork: names.accessSubnet }]);
  });

  it("is reached by Identity-Aware Proxy only", () => {
    expect(tunnelFirewallArgs(config, names, "prod-iap@acme-prod.iam.gserviceaccount.com")).toMatchObject({
      sourceRanges: ["35.235.240.0/20"],
      targetServiceAccounts: ["prod-iap@acme-prod.iam.gserviceaccount.com"],
      allows: [{ protocol: "tcp", ports: ["22"] }],
    });
  });
});

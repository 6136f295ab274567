import { describe, expect, it } from "vitest";
import {
  accessSubnetArgs,
  controlPlaneSubnetArgs,
  natArgs,
  nodeSubnetArgs,
  vpcArgs,
  webhookFirewallArgs,
} from "../../../../../components/cloud/cluster/gke/network.ts";
import { tunnelFirewallArgs, tunnelHostArgs } from "../../../../../components/cloud/cluster/gke/tunnelHost.ts";
import { GCP, gkeParts } from "./fixture.ts";

const { config, names } = gkeParts();

describe("the network of a GKE cluster", () => {
  it("has no subnet but its own", () => {
    expect(vpcArgs(names)).toEqual({ name: "prod", autoCreateSubnetworks: false, routingMode: "REGIONAL" });
  });

  it("has pods and Services in ranges of the nodes' subnet", () => {
    expect(nodeSubnetArgs(config, names)).toMatchObject({
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
    ["nodes", nodeSubnetArgs(config, names)],
    ["the control plane", controlPlaneSubnetArgs(config, names)],
    ["the access host", accessSubnetArgs(config, names)],
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

describe("the host of an IAP tunnel", () => {
  const access = { mode: "iapTunnel", zone: "europe-west3-b", machineType: "e2-small", localPort: 8443 } as const;
  const host = tunnelHostArgs(access, config, GCP);

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
    expect(tunnelFirewallArgs(names, "prod-iap@acme-prod.iam.gserviceaccount.com")).toMatchObject({
      sourceRanges: ["35.235.240.0/20"],
      targetServiceAccounts: ["prod-iap@acme-prod.iam.gserviceaccount.com"],
      allows: [{ protocol: "tcp", ports: ["22"] }],
    });
  });
});

import { describe, expect, it } from "vitest";
import { aksClusterArgs } from "../../../../../components/cloud/cluster/aks/clusterArgs.ts";
import { aksFacts } from "../../../../../components/cloud/cluster/aks/facts.ts";
import { controlPlaneGrants } from "../../../../../components/cloud/cluster/aks/roles.ts";
import { bastionArgs } from "../../../../../components/cloud/cluster/aks/bastion.ts";
import {
  dnsServiceAddress,
  natArgs,
  nodeSecurityGroupArgs,
  publicAddressArgs,
  subnetArgs,
  subnetRoles,
  vnetArgs,
  type OwnNetworkConfig,
} from "../../../../../components/cloud/cluster/aks/network.ts";
import type { AksParts } from "../../../../../components/cloud/cluster/aks/parts.ts";
import { aksParts, AZURE, EXISTING_NETWORK } from "./fixture.ts";

const parts = aksParts();
function networkOf({ config: { network } }: AksParts): OwnNetworkConfig {
  if (network.kind !== "own") throw new Error("the fixture makes its own network");
  return network;
}

const bastion = { access: { mode: "bastion" } };
const publicVault = { keyVault: { name: "acme-dev-keys", publicAccess: true } };

describe("the network of an AKS cluster", () => {
  it.each([
    ["nodes, the API server and private endpoints", {}, ["nodes", "apiServer", "endpoints"]],
    ["Bastion's own where it is the way in", bastion, ["nodes", "apiServer", "endpoints", "bastion"]],
    [
      "databases' own where the stack file leaves room for them",
      { network: { kind: "own", data: "10.40.19.0/26" } },
      ["nodes", "apiServer", "endpoints", "data"],
    ],
    ["none for endpoints where the vault is public", publicVault, ["nodes", "apiServer"]],
  ])("has subnets: %s", (_title, change, roles) => {
    expect(subnetRoles(aksParts(change))).toEqual(roles);
  });

  it("holds them all", () => {
    expect(vnetArgs(networkOf(parts), parts)).toMatchObject({
      virtualNetworkName: "prod",
      addressSpace: { addressPrefixes: ["10.40.0.0/16"] },
    });
  });

  it.each(["nodes", "apiServer", "endpoints", "bastion"] as const)("gives the subnet %s no way out by default", (role) => {
    expect(subnetArgs(role, parts)).toMatchObject({
      defaultOutboundAccess: false,
      addressPrefix: networkOf(parts)[role],
      virtualNetworkName: "prod",
    });
  });

  it("lets nodes out by the NAT gateway, behind rules that deny the internet", () => {
    expect(subnetArgs("nodes", parts)).toMatchObject({
      natGateway: { id: parts.names.natGatewayId },
      networkSecurityGroup: { id: parts.names.nodeSecurityGroupId },
    });
    expect(natArgs(parts)).toMatchObject({
      sku: { name: "Standard" },
      publicIpAddresses: [{ id: parts.names.publicIpId("nat") }],
    });
    expect(publicAddressArgs("nat", parts)).toMatchObject({
      publicIpAddressName: "prod-nat",
      publicIPAllocationMethod: "Static",
    });
    expect(nodeSecurityGroupArgs(parts).securityRules).toEqual([
      expect.objectContaining({ direction: "Inbound", access: "Deny", protocol: "*", sourceAddressPrefix: "Internet" }),
    ]);
  });

  it("lets only AKS put anything into the API server's subnet", () => {
    expect(subnetArgs("apiServer", parts)).toHaveProperty("delegations", [
      { name: "aks", serviceName: "Microsoft.ContainerService/managedClusters" },
    ]);
  });

  it("lets only PostgreSQL servers into the databases' subnet, and gives it no way out", () => {
    expect(subnetArgs("data", aksParts({ network: { kind: "own", data: "10.40.19.0/26" } }))).toMatchObject({
      subnetName: "data",
      addressPrefix: "10.40.19.0/26",
      defaultOutboundAccess: false,
      delegations: [{ name: "postgres", serviceName: "Microsoft.DBforPostgreSQL/flexibleServers" }],
    });
  });

  it.each([
    ["10.41.0.0/16", "10.41.0.10"],
    ["192.168.7.64/26", "192.168.7.74"],
  ])("answers names of Services in %s at %s", (services, address) => {
    expect(dnsServiceAddress(services)).toBe(address);
  });

  it("has a Bastion that tunnels, and shares nothing else", () => {
    expect(bastionArgs(aksParts(bastion))).toMatchObject({
      sku: { name: "Standard" },
      enableTunneling: true,
      enableIpConnect: false,
      enableShareableLink: false,
      enableFileCopy: false,
      disableCopyPaste: true,
      ipConfigurations: [
        { subnet: { id: parts.names.subnetIds.bastion }, publicIPAddress: { id: parts.names.publicIpId("bastion") } },
      ],
    });
  });
});

describe("a network that somebody else made", () => {
  const shared = aksParts({ network: EXISTING_NETWORK });
  const vnet = `/subscriptions/${AZURE.subscriptionId}/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/landing-zone`;

  it("is named by its own ids, in which rights are given", () => {
    expect(shared.names).toMatchObject({
      vnetId: vnet,
      vaultZoneId: EXISTING_NETWORK.vaultZoneId,
      subnetIds: {
        nodes: `${vnet}/subnets/agents-nodes`,
        apiServer: `${vnet}/subnets/agents-api`,
        endpoints: `${vnet}/subnets/shared-endpoints`,
        bastion: `${vnet}/subnets/AzureBastionSubnet`,
        data: `${vnet}/subnets/postgres`,
      },
    });
    const joined = controlPlaneGrants(shared).filter(({ role }) => role === "Network Contributor");
    expect(joined.map(({ scope }) => scope)).toEqual([`${vnet}/subnets/agents-nodes`, `${vnet}/subnets/agents-api`]);
  });

  it("is what policies are made for [P-85]", () => {
    expect(aksFacts(shared.config)).toMatchObject({
      peers: { kubeApi: { cidrs: ["10.80.16.0/28"] }, nodes: { cidrs: ["10.80.0.0/20"] } },
      dataCidrs: ["10.80.19.0/28"],
    });
  });

  it.each([
    ["natGateway", "userAssignedNATGateway"],
    ["routeTable", "userDefinedRouting"],
  ])("is left by its own way, %s", (outbound, outboundType) => {
    const parts = aksParts({ network: { ...EXISTING_NETWORK, outbound } });
    const known = { kubelet: { clientId: "c", objectId: "o" }, secretsKey: "k" };
    expect(aksClusterArgs(parts, known).networkProfile).toMatchObject({ outboundType });
  });
});

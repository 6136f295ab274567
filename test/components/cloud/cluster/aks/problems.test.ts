import { describe, expect, it } from "vitest";
import { GCP } from "../gke/fixture.ts";
import { stackProblems } from "../stackProblems.ts";
import { AZURE, EXISTING_NETWORK, goodAks } from "./fixture.ts";

const OVERLAP = "networks that talk to each other share no address; choose networks that lie beside each other";

/** [title, the cluster's changed settings, the message]. */
const broken: readonly (readonly [string, object, string])[] = [
  [
    "Azure's Gatekeeper beside the platform's",
    { azurePolicy: true },
    "palisade:cluster.azurePolicy: was true; one Gatekeeper in a cluster: the add-on installs its own in gatekeeper-system, where the platform's runs; set it to false; the platform's constraints do its work",
  ],
  ["no administrator", { admins: [] }, "palisade:cluster.admins: was 0 entries; at least 1 entry; make it larger"],
  [
    "an administrator who is no group's id",
    { admins: ["platform@acme.dev"] },
    'palisade:cluster.admins[0]: was "platform@acme.dev"; must be a valid uuid; correct it',
  ],
  [
    "a way in that Azure does not have",
    { access: { mode: "iapTunnel" } },
    'palisade:cluster.access.mode: was "iapTunnel"; one of vpcRunner, bastion, publicCidrs; choose a mode from the list',
  ],
  [
    "a public API server without networks",
    { access: { mode: "publicCidrs", cidrs: [] } },
    "palisade:cluster.access.cidrs: was 0 entries; at least 1 entry; make it larger",
  ],
  [
    "pods on the network's addresses",
    { network: { kind: "own", pods: "10.40.128.0/17" } },
    `palisade:cluster.network.pods: 10.40.128.0/17 overlaps 10.40.0.0/16 of palisade:cluster.network.vnet; ${OVERLAP}`,
  ],
  [
    "Services on the pods' addresses",
    { network: { kind: "own", services: "10.244.8.0/24" } },
    `palisade:cluster.network.services: 10.244.8.0/24 overlaps 10.244.0.0/16 of palisade:cluster.network.pods; ${OVERLAP}`,
  ],
  [
    "the API server among the nodes",
    { network: { kind: "own", apiServer: "10.40.0.16/28" } },
    `palisade:cluster.network.apiServer: 10.40.0.16/28 overlaps 10.40.0.0/20 of palisade:cluster.network.nodes; ${OVERLAP}`,
  ],
  [
    "a subnet outside the network",
    { network: { kind: "own", apiServer: "10.50.16.0/28" } },
    "palisade:cluster.network.apiServer: was 10.50.16.0/28; subnets lie in the network's 10.40.0.0/16; cut the subnet from the network",
  ],
  [
    "a subnet that is too narrow for the API server",
    { network: { kind: "own", apiServer: "10.40.16.0/29" } },
    "palisade:cluster.network.apiServer: was 10.40.16.0/29; Azure takes a /28 or wider there; choose a /28",
  ],
  [
    "a subnet that is too narrow for Bastion",
    { access: { mode: "bastion" }, network: { kind: "own", bastion: "10.40.18.0/27" } },
    "palisade:cluster.network.bastion: was 10.40.18.0/27; Azure takes a /26 or wider there; choose a /26",
  ],
  [
    "a network that is not written at its first address",
    { network: { kind: "own", endpoints: "10.40.17.1/26" } },
    "palisade:cluster.network.endpoints: was 10.40.17.1/26; a network is its first address and a prefix; write 10.40.17.0/26",
  ],
  [
    "too few addresses for nodes",
    { network: { kind: "own", nodes: "10.40.0.0/28" } },
    "palisade:cluster.network.nodes: 10.40.0.0/28 has room for 11 nodes; room for maxNodes, 20; a node takes one address and a /24 of pods; choose a wider network or lower maxNodes",
  ],
  [
    "too few addresses for pods",
    { network: { kind: "own", pods: "10.244.0.0/20" } },
    "palisade:cluster.network.pods: 10.244.0.0/20 has room for 16 nodes; room for maxNodes, 20; a node takes one address and a /24 of pods; choose a wider network or lower maxNodes",
  ],
  [
    "more nodes than quotas were made for",
    { maxNodes: 8 },
    "palisade:cluster.maxNodes: was 8; at least the 16 nodes that the groups may grow to: quotas leave room for a DaemonSet pod on each; set it to 16, or lower the groups' max",
  ],
  [
    "fewer nodes than replicas",
    { nodes: { system: { min: 1 } } },
    "palisade:cluster.nodes.system.min: was 1; at least 2: controls.minReplicas copies of a service share no node; set it to 2 or more",
  ],
  [
    "a zone twice",
    { nodes: { zones: ["1", "1"] } },
    "palisade:cluster.nodes.zones: lists 1 more than once; a zone is named once; remove the repetition",
  ],
  [
    "machines of another processor",
    { nodes: { workload: { vmSize: "Standard_D8pds_v5" } } },
    "palisade:cluster.nodes.workload.vmSize: was Standard_D8pds_v5, which is arm64; x86-64: not every image of the platform is built for arm64; choose a size without p",
  ],
  [
    "machines without a disk for the system",
    { nodes: { workload: { vmSize: "Standard_D8as_v5" } } },
    "palisade:cluster.nodes.workload.vmSize: was Standard_D8as_v5; a size with a local disk (a d in its name): the system's disk is ephemeral; choose for example Standard_D4ads_v5",
  ],
  [
    "an upgrade channel that surprises",
    { upgrades: { cluster: "rapid" } },
    'palisade:cluster.upgrades.cluster: was "rapid"; one of patch, stable; choose one of them',
  ],
  [
    "a window that is too short",
    { upgrades: { hours: 2 } },
    "palisade:cluster.upgrades.hours: was 2; at least 4; make it larger",
  ],
  [
    "keys on a public vault in prod",
    { keyVault: { name: "acme-prod-keys", publicAccess: true } },
    "palisade:cluster.keyVault.publicAccess: was true; the keys of a cluster that has no public address have none either (controls.privateApiServer); set it to false",
  ],
  [
    "a vault's name that Azure refuses",
    { keyVault: { name: "acme--keys" } },
    'palisade:cluster.keyVault.name: was "acme--keys"; must match /^[a-zA-Z](-?[a-zA-Z0-9]){2,23}$/; correct it',
  ],
  [
    "a public API server in prod",
    { access: { mode: "publicCidrs", cidrs: ["8.8.8.0/24"] } },
    "palisade:cluster.access.mode: was publicCidrs; the API server has no public address where controls.privateApiServer is on; choose vpcRunner or bastion, or lower the control with a waiver",
  ],
];

const LEAN_NETWORK = { ...EXISTING_NETWORK, endpoints: undefined };
const OWN = AZURE.subscriptionId;
const FOREIGN_NETWORK = EXISTING_NETWORK.virtualNetworkId.replace(OWN, "9a1b2c3d-4e5f-4a7b-8c9d-0e1f2a3b4c5d");

/** The same for a network that somebody else made. */
const brokenExisting: readonly (readonly [string, object, string])[] = [
  [
    "a network of another subscription",
    { network: { ...EXISTING_NETWORK, virtualNetworkId: FOREIGN_NETWORK } },
    `palisade:cluster.network.virtualNetworkId: was ${FOREIGN_NETWORK}; a network of palisade:cloud's subscription, ${OWN}: rights on its subnets are given there; name a network of that subscription, peered with the other where it has to be`,
  ],
  [
    "a private vault without a subnet for its endpoint",
    { network: LEAN_NETWORK },
    "palisade:cluster.network.endpoints: is missing while the vault has no public address; every subnet that the cluster uses is named in a network that exists; name the subnet of the vault's private endpoint",
  ],
  [
    "a Bastion without its subnet",
    { network: { ...EXISTING_NETWORK, bastion: undefined }, access: { mode: "bastion" } },
    "palisade:cluster.network.bastion: is missing while access.mode is bastion; every subnet that the cluster uses is named in a network that exists; give the addresses of the network's AzureBastionSubnet",
  ],
  [
    "a subnet outside the network",
    { network: { ...EXISTING_NETWORK, nodes: { name: "agents-nodes", cidr: "10.90.0.0/20" } } },
    "palisade:cluster.network.nodes.cidr: was 10.90.0.0/20; subnets lie in the network's 10.80.0.0/16; cut the subnet from the network",
  ],
  [
    "the API server among the nodes",
    { network: { ...EXISTING_NETWORK, apiServer: { name: "agents-api", cidr: "10.80.0.0/28" } } },
    `palisade:cluster.network.apiServer.cidr: 10.80.0.0/28 overlaps 10.80.0.0/20 of palisade:cluster.network.nodes.cidr; ${OVERLAP}`,
  ],
  [
    "too narrow a subnet for databases",
    { network: { ...EXISTING_NETWORK, data: { name: "postgres", cidr: "10.80.19.0/29" } } },
    "palisade:cluster.network.data.cidr: was 10.80.19.0/29; Azure takes a /28 or wider there; choose a /28",
  ],
  [
    "too few addresses for nodes",
    { network: { ...EXISTING_NETWORK, nodes: { name: "agents-nodes", cidr: "10.80.0.0/28" } } },
    "palisade:cluster.network.nodes.cidr: 10.80.0.0/28 has room for 11 nodes; room for maxNodes, 20; a node takes one address and a /24 of pods; choose a wider network or lower maxNodes",
  ],
  [
    "an overlay on the network's addresses",
    { network: { ...EXISTING_NETWORK, services: "10.80.128.0/20" } },
    `palisade:cluster.network.services: 10.80.128.0/20 overlaps 10.80.0.0/16 of palisade:cluster.network.vnet; ${OVERLAP}`,
  ],
  [
    "a way out over a load balancer",
    { network: { ...EXISTING_NETWORK, outbound: "loadBalancer" } },
    'palisade:cluster.network.outbound: was "loadBalancer"; one of natGateway, routeTable; choose one of them',
  ],
];

describe("a stack file with an AKS cluster in a network that exists", () => {
  it("is taken when it is good", () => {
    expect(stackProblems({ ...goodAks, network: EXISTING_NETWORK }, AZURE)).toEqual([]);
    expect(stackProblems({ ...goodAks, network: EXISTING_NETWORK, access: { mode: "bastion" } }, AZURE)).toEqual([]);
  });

  it.each(brokenExisting)("is refused for %s", (_title, change, message) => {
    expect(stackProblems({ ...goodAks, ...change }, AZURE)).toEqual([message]);
  });
});

describe("a stack file with an AKS cluster", () => {
  it("is taken when it is good", () => {
    expect(stackProblems(goodAks, AZURE)).toEqual([]);
    expect(stackProblems({ ...goodAks, access: { mode: "bastion" } }, AZURE)).toEqual([]);
  });

  it.each(broken)("is refused for %s", (_title, change, message) => {
    expect(stackProblems({ ...goodAks, ...change }, AZURE)).toEqual([message]);
  });

  it("is refused for a name that leaves no room in the API server's", () => {
    expect(stackProblems({ ...goodAks, name: "a".repeat(55) }, AZURE)).toEqual([
      "palisade:cluster.name: has 55 characters; at most 54: the API server's host name begins with the cluster's; shorten it",
    ]);
  });

  it("is refused without an Azure subscription", () => {
    const message = (given: string): string =>
      `palisade:cloud: ${given}; a cluster of kind aks lives in an Azure subscription; set provider azure with subscriptionId, tenantId, region and owner`;
    expect(stackProblems(goodAks, undefined)).toEqual([message("is not set")]);
    expect(stackProblems(goodAks, GCP)).toEqual([message("has provider gcp")]);
  });

  it("says everything that is wrong at once", () => {
    const change = { azurePolicy: true, maxNodes: 8, nodes: { zones: ["2", "2"] } };
    expect(stackProblems({ ...goodAks, ...change }, GCP)).toHaveLength(4);
  });
});

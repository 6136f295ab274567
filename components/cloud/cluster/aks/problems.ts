import type { Problem } from "../../../shared/problem.ts";
import type { AzureConfig } from "../../config.ts";
import type { ClusterSurroundings } from "../contract.ts";
import { overlapProblems, privateNetworkProblems, within, type NamedNetwork } from "../networks.ts";
import { nodeGroupProblems, repeatedProblems } from "../nodeGroups.ts";
import { nodeRoomProblems, prefixLength } from "../nodeRoom.ts";
import { publicAccessProblems } from "../publicAccess.ts";
import { versionProblems } from "../versionSupport.ts";
import { requiredCidr, subnetCidrs } from "./addresses.ts";
import type { AksConfig } from "./config.ts";
import { LONGEST_NAME, type SubnetRole } from "./names.ts";
import { subnetRoles } from "./network.ts";
import { NODE_POOLS } from "./nodePools.ts";
import { aksSupport } from "./versions.ts";

/** Addresses that Azure keeps of every subnet. */
const RESERVED_ADDRESSES = 5;

/** Narrowest subnets that Azure takes for what is in them. */
const NARROWEST: Readonly<Partial<Record<SubnetRole, number>>> = { apiServer: 28, bastion: 26, data: 28 };

const at = (path: string): string => `palisade:cluster.${path}`;

/** Everything wrong with an AKS cluster, at once. Pure. */
export function aksProblems(config: AksConfig, { cloud, controls }: ClusterSurroundings): readonly Problem[] {
  const { privateApiServer, minReplicas } = controls;
  const groups = NODE_POOLS.map((role) => ({ path: at(`nodes.${role}`), ...config.nodes[role] }));
  return [
    ...(cloud?.provider === "azure" ? subscriptionProblems(config, cloud) : [cloudProblem(cloud?.provider)]),
    ...nameProblems(config),
    ...versionProblems(config.kubernetesVersion, aksSupport(config)),
    ...networkProblems(config),
    ...publicAccessProblems(config.access, { privateApiServer, others: "vpcRunner or bastion" }),
    ...vaultProblems(config, privateApiServer),
    ...repeatedProblems(at("admins"), config.admins, "one grant for each group"),
    ...nodeGroupProblems(groups, { maxNodes: config.maxNodes, minReplicas }),
    ...repeatedProblems(at("nodes.zones"), config.nodes.zones, "a zone is named once"),
    ...NODE_POOLS.flatMap((role) => machineProblems(at(`nodes.${role}.vmSize`), config.nodes[role].vmSize)),
    ...gatekeeperProblems(config),
  ];
}

function cloudProblem(provider: string | undefined): Problem {
  return {
    path: "palisade:cloud",
    given: provider === undefined ? "is not set" : `has provider ${provider}`,
    allowed: "a cluster of kind aks lives in an Azure subscription",
    change: "set provider azure with subscriptionId, tenantId, region and owner",
  };
}

function nameProblems({ name }: AksConfig): readonly Problem[] {
  if (name.length <= LONGEST_NAME) return [];
  const allowed = `at most ${LONGEST_NAME}: the API server's host name begins with the cluster's`;
  return [{ path: at("name"), given: `has ${name.length} characters`, allowed, change: "shorten it" }];
}

function networkProblems(config: AksConfig): readonly Problem[] {
  const { network, maxNodes } = config;
  const suffix = network.kind === "own" ? "" : ".cidr";
  const named = (key: "vnet" | "pods" | "services"): NamedNetwork => ({ path: at(`network.${key}`), cidr: network[key] });
  const cidrs = subnetCidrs(network);
  const subnets = subnetRoles({ config }).map((role) => ({ role, path: at(`network.${role}${suffix}`), cidr: cidrs[role] }));
  const inside = subnets.flatMap(({ cidr, ...subnet }) => (cidr === undefined ? [] : [{ ...subnet, cidr }]));
  // The overlay's addresses are apart from the network's, whose own are cut into subnets.
  const apart = [named("vnet"), named("pods"), named("services")];
  const nodes = requiredCidr(network, "nodes");
  return [
    ...[...apart, ...inside].flatMap(privateNetworkProblems),
    ...overlapProblems(apart),
    ...overlapProblems(inside),
    ...inside.filter(({ cidr }) => !within(cidr, network.vnet)).map((subnet) => outsideProblem(subnet, network.vnet)),
    ...inside.flatMap(narrowProblems),
    ...subnets.filter(({ cidr }) => cidr === undefined).map(({ role }) => missingProblem(role)),
    ...nodeRoomProblems({ nodes, pods: network.pods, nodesSuffix: suffix, reserved: RESERVED_ADDRESSES, maxNodes }),
  ];
}

/** A subnet that a network of ours always has; in somebody else's it must be named. */
function missingProblem(role: SubnetRole): Problem {
  const why =
    role === "bastion"
      ? { given: "while access.mode is bastion", change: "give the addresses of the network's AzureBastionSubnet" }
      : { given: "while the vault has no public address", change: "name the subnet of the vault's private endpoint" };
  return {
    path: at(`network.${role}`),
    given: `is missing ${why.given}`,
    allowed: "every subnet that the cluster uses is named in a network that exists",
    change: why.change,
  };
}

/** One provider touches one subscription. */
function subscriptionProblems({ network }: AksConfig, { subscriptionId }: AzureConfig): readonly Problem[] {
  if (network.kind === "own" || network.virtualNetworkId.startsWith(`/subscriptions/${subscriptionId}/`)) return [];
  return [
    {
      path: at("network.virtualNetworkId"),
      given: `was ${network.virtualNetworkId}`,
      allowed: `a network of palisade:cloud's subscription, ${subscriptionId}: rights on its subnets are given there`,
      change: "name a network of that subscription, peered with the other where it has to be",
    },
  ];
}

function outsideProblem({ path, cidr }: NamedNetwork, vnet: string): Problem {
  return {
    path,
    given: `was ${cidr}`,
    allowed: `subnets lie in the network's ${vnet}`,
    change: "cut the subnet from the network",
  };
}

function narrowProblems({ role, path, cidr }: NamedNetwork & { readonly role: SubnetRole }): readonly Problem[] {
  const narrowest = NARROWEST[role];
  if (narrowest === undefined || prefixLength(cidr) <= narrowest) return [];
  const allowed = `Azure takes a /${narrowest} or wider there`;
  return [{ path, given: `was ${cidr}`, allowed, change: `choose a /${narrowest}` }];
}

function vaultProblems({ keyVault }: AksConfig, privateApiServer: boolean): readonly Problem[] {
  if (!keyVault.publicAccess || !privateApiServer) return [];
  const allowed = "the keys of a cluster that has no public address have none either (controls.privateApiServer)";
  return [{ path: at("keyVault.publicAccess"), given: "was true", allowed, change: "set it to false" }];
}

/** Sizes with a p behind the number of processors are Arm; without a d or on series that have no local disk, none is left for the system. */
function machineProblems(path: string, vmSize: string): readonly Problem[] {
  const [, features = ""] = /^Standard_[A-Z]+\d+(?:-\d+)?([a-z]*)/.exec(vmSize) ?? [];
  const arm = "x86-64: not every image of the platform is built for arm64";
  const disk = "a size with a local disk (a d in its name): the system's disk is ephemeral";
  const given = `was ${vmSize}`;
  return [
    ...(features.includes("p")
      ? [{ path, given: `${given}, which is arm64`, allowed: arm, change: "choose a size without p" }]
      : []),
    ...(features.includes("d") ? [] : [{ path, given, allowed: disk, change: "choose for example Standard_D4ads_v5" }]),
  ];
}

function gatekeeperProblems({ azurePolicy }: AksConfig): readonly Problem[] {
  if (!azurePolicy) return [];
  const allowed = "one Gatekeeper in a cluster: the add-on installs its own in gatekeeper-system, where the platform's runs";
  return [
    { path: at("azurePolicy"), given: "was true", allowed, change: "set it to false; the platform's constraints do its work" },
  ];
}

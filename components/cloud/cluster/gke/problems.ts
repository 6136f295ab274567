import type { Problem } from "../../../shared/problem.ts";
import type { ClusterSurroundings } from "../contract.ts";
import { namedNetworks, overlapProblems, privateNetworkProblems } from "../networks.ts";
import { nodeGroupProblems, repeatedProblems } from "../nodeGroups.ts";
import { nodeRoomProblems, prefixLength } from "../nodeRoom.ts";
import { publicAccessProblems } from "../publicAccess.ts";
import { versionProblems } from "../versionSupport.ts";
import { networkAddresses, usedNetworks } from "./addresses.ts";
import type { GkeConfig } from "./config.ts";
import { LONGEST_NAME } from "./names.ts";
import { NODE_POOLS } from "./nodePools.ts";
import { GKE_SUPPORT } from "./versions.ts";

/** Addresses that Google keeps of every subnet. */
const RESERVED_ADDRESSES = 4;

/** Narrowest range that a network reserves for Google's services. */
const NARROWEST_DATA = 24;

/** Hours of maintenance that Google asks for, and the days in which it counts them. */
const MAINTENANCE = { hours: 48, weeks: 4 } as const;

const at = (path: string): string => `palisade:cluster.${path}`;

/** Everything wrong with a GKE cluster, at once. Pure. */
export function gkeProblems(config: GkeConfig, { cloud, controls }: ClusterSurroundings): readonly Problem[] {
  const { privateApiServer, minReplicas } = controls;
  const groups = NODE_POOLS.map((role) => ({ path: at(`nodes.${role}`), ...config.nodes[role] }));
  return [
    ...(cloud?.provider === "gcp" ? zoneProblems(config, cloud.region) : [cloudProblem(cloud?.provider)]),
    ...nameProblems(config),
    ...versionProblems(config.kubernetesVersion, GKE_SUPPORT),
    ...networkProblems(config),
    ...publicAccessProblems(config.access, { privateApiServer, others: "dnsEndpoint, vpcRunner or iapTunnel" }),
    ...repeatedProblems(at("admins"), config.admins, "one grant for each principal"),
    ...nodeGroupProblems(groups, { maxNodes: config.maxNodes, minReplicas }),
    ...machineProblems(config),
    ...maintenanceProblems(config),
    ...binaryAuthorizationProblems(config),
  ];
}

function cloudProblem(provider: string | undefined): Problem {
  return {
    path: "palisade:cloud",
    given: provider === undefined ? "is not set" : `has provider ${provider}`,
    allowed: "a cluster of kind gke lives in a Google Cloud project",
    change: "set provider gcp with projectId, projectNumber, region and owner",
  };
}

function zoneProblems({ access }: GkeConfig, region: string): readonly Problem[] {
  if (access.mode !== "iapTunnel" || access.zone.slice(0, -2) === region) return [];
  const allowed = `a zone of palisade:cloud's region, ${region}`;
  return [{ path: at("access.zone"), given: `was ${access.zone}`, allowed, change: `choose one, for example ${region}-b` }];
}

function nameProblems({ name }: GkeConfig): readonly Problem[] {
  const allowed = `a letter first, at most ${LONGEST_NAME} characters: the nodes' service account is named after the cluster`;
  if (/^[a-z]/.test(name) && name.length <= LONGEST_NAME) return [];
  return [{ path: at("name"), given: `was ${name}`, allowed, change: "choose a shorter name that starts with a letter" }];
}

function networkProblems(config: GkeConfig): readonly Problem[] {
  const { network, access, maxNodes } = config;
  const all = [...usedNetworks(config), ...(access.mode === "vpcRunner" ? namedNetworks(at("access.cidrs"), access.cidrs) : [])];
  const withoutHost: Problem = {
    path: at("network.access"),
    given: "is missing while access.mode is iapTunnel",
    allowed: "the tunnel ends at a host in a subnet of its own",
    change: "name a subnet of the VPC that holds nothing else",
  };
  const { access: host } = networkAddresses(network);
  return [
    ...all.flatMap(privateNetworkProblems),
    ...overlapProblems(all),
    ...sizeProblems(network, maxNodes),
    ...(access.mode === "iapTunnel" && host === undefined ? [withoutHost] : []),
  ];
}

function sizeProblems(network: GkeConfig["network"], maxNodes: number): readonly Problem[] {
  const { nodes, pods, controlPlane, data } = networkAddresses(network);
  const suffix = network.kind === "own" ? "" : ".cidr";
  const endpoint: Problem = {
    path: at(`network.controlPlane${suffix}`),
    given: `was ${controlPlane}`,
    allowed: "the subnet of the API server's endpoint is a /28",
    change: "choose a /28",
  };
  return [
    ...nodeRoomProblems({ nodes, pods, nodesSuffix: suffix, podsSuffix: suffix, reserved: RESERVED_ADDRESSES, maxNodes }),
    ...(prefixLength(controlPlane) === 28 ? [] : [endpoint]),
    ...(data === undefined || prefixLength(data) <= NARROWEST_DATA ? [] : [dataProblem(data, suffix)]),
  ];
}

function dataProblem(data: string, suffix: string): Problem {
  return {
    path: at(`network.data${suffix}`),
    given: `was ${data}`,
    allowed: `Google's services take a /${NARROWEST_DATA} or wider`,
    change: `choose a /${NARROWEST_DATA}`,
  };
}

/** Series with Arm processors, and those that encrypt memory. https://docs.cloud.google.com/compute/docs/machine-resource */
const ARM = /^(t2a|c4a|n4a|a4x)-/;
const CONFIDENTIAL = /^(n2d|c2d|c3d)-/;

function machineProblems({ nodes }: GkeConfig): readonly Problem[] {
  return NODE_POOLS.flatMap((role) => {
    const { machineType } = nodes[role];
    const path = at(`nodes.${role}.machineType`);
    const arm: Problem = {
      path,
      given: `was ${machineType}, which is arm64`,
      allowed: "x86-64: not every image of the platform is built for arm64",
      change: "choose another series, for example e2 or n2d",
    };
    const open: Problem = {
      path,
      given: `was ${machineType}`,
      allowed: "confidential nodes are n2d, c2d or c3d machines",
      change: "choose one of these series, or set nodes.confidential to false",
    };
    return [...(ARM.test(machineType) ? [arm] : []), ...(nodes.confidential && !CONFIDENTIAL.test(machineType) ? [open] : [])];
  });
}

function maintenanceProblems({ maintenance: { days, hours } }: GkeConfig): readonly Problem[] {
  const given = new Set(days).size * hours * MAINTENANCE.weeks;
  return [
    ...repeatedProblems(at("maintenance.days"), days, "a day is named once"),
    ...(given >= MAINTENANCE.hours ? [] : [shortWindowProblem(given)]),
  ];
}

function shortWindowProblem(hours: number): Problem {
  return {
    path: at("maintenance"),
    given: `leaves ${hours} hours in ${MAINTENANCE.weeks} weeks`,
    allowed: `Google asks for ${MAINTENANCE.hours} hours in any 32 days`,
    change: "add a day or lengthen the window",
  };
}

function binaryAuthorizationProblems({ binaryAuthorization: { mode, attestors, exempt } }: GkeConfig): readonly Problem[] {
  const unattested: Problem = {
    path: at("binaryAuthorization.attestors"),
    given: "is empty while mode is enforce",
    allowed: "enforcing without an attestor blocks every image, this platform's included",
    change: "name the attestors, or set mode to dryRun",
  };
  return [
    ...(mode === "enforce" && attestors.length === 0 ? [unattested] : []),
    ...repeatedProblems(at("binaryAuthorization.attestors"), attestors, "an attestor signs once"),
    ...exempt.flatMap((pattern, index) => exemptProblems(at(`binaryAuthorization.exempt[${index}]`), pattern)),
  ];
}

/** Google allows one `*`, at the end; without a repository before it the pattern exempts a whole registry, or everything. */
function exemptProblems(path: string, pattern: string): readonly Problem[] {
  if (/^[a-z0-9.:-]+\/[^*/]+[^*]*\*?$/.test(pattern)) return [];
  const allowed = "an image name with registry and repository, a * at its end only";
  return [{ path, given: `was ${pattern}`, allowed, change: "name the repository whose images need no attestation" }];
}

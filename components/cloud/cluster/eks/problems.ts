import type { Problem } from "../../../shared/problem.ts";
import type { AwsConfig, CloudConfig } from "../../config.ts";
import type { ClusterSurroundings } from "../contract.ts";
import { namedNetworks, overlapProblems, privateNetworkProblems, within, type NamedNetwork } from "../networks.ts";
import { nodeGroupProblems, repeatedProblems } from "../nodeGroups.ts";
import { publicAccessProblems } from "../publicAccess.ts";
import { versionProblems } from "../versionSupport.ts";
import type { EksConfig, OwnNetworkConfig } from "./config.ts";
import { VPC_PREFIXES } from "./network/layout.ts";
import { eksSupport } from "./versions.ts";

/** Longest name of a cluster: IAM roles are named after it, and AWS allows them 64 characters. */
const LONGEST_NAME = 40;

const at = (path: string): string => `palisade:cluster.${path}`;

/** Everything wrong with an EKS cluster, at once. Pure. */
export function eksProblems(config: EksConfig, { cloud, controls }: ClusterSurroundings): readonly Problem[] {
  return [
    ...(cloud?.provider === "aws" ? regionProblems(config, cloud) : [cloudProblem(cloud?.provider)]),
    ...nameProblems(config),
    ...versionProblems(config.kubernetesVersion, eksSupport(config)),
    ...issuerProblems(config, cloud),
    ...networkProblems(config),
    ...publicAccessProblems(config.access, { privateApiServer: controls.privateApiServer, others: "vpcRunner or ssmTunnel" }),
    ...adminProblems(config),
    ...nodeProblems(config, controls.minReplicas),
  ];
}

function cloudProblem(provider: string | undefined): Problem {
  return {
    path: "palisade:cloud",
    given: provider === undefined ? "is not set" : `has provider ${provider}`,
    allowed: "a cluster of kind eks lives in an AWS account",
    change: "set provider aws with accountId, region and owner",
  };
}

function regionProblems({ network }: EksConfig, { region }: AwsConfig): readonly Problem[] {
  if (network.kind !== "own") return [];
  return network.zones.flatMap((zone, index) =>
    zone.slice(0, -1) === region
      ? []
      : [
          {
            path: at(`network.zones[${index}]`),
            given: `was ${zone}`,
            allowed: `zones are in the region of palisade:cloud, ${region}`,
            change: "name zones of one region",
          },
        ],
  );
}

function nameProblems({ name }: EksConfig): readonly Problem[] {
  if (name.length <= LONGEST_NAME) return [];
  const given = `has ${name.length} characters`;
  const allowed = `at most ${LONGEST_NAME}: IAM roles are named after the cluster`;
  return [{ path: at("name"), given, allowed, change: "shorten it" }];
}

/** An issuer that nobody trusts, or one that cannot be this cluster's. */
function issuerProblems({ identity, issuer }: EksConfig, cloud: CloudConfig | undefined): readonly Problem[] {
  if (issuer === undefined) return [];
  const path = at("issuer");
  const unused: Problem = {
    path,
    given: "is set while identity is podIdentity",
    allowed: "tokens of the issuer are trusted with irsa only",
    change: "set identity to irsa, or remove it",
  };
  const foreign: Problem = {
    path,
    given: `was ${issuer}`,
    allowed: `the issuer is in the region of palisade:cloud, ${cloud?.region ?? ""}`,
    change: "set it to what aws eks describe-cluster names",
  };
  return [
    ...(identity === "podIdentity" ? [unused] : []),
    ...(cloud === undefined || issuer.includes(`.${cloud.region}.`) ? [] : [foreign]),
  ];
}

function networkProblems({ network, serviceCidr, access }: EksConfig): readonly Problem[] {
  const vpc: NamedNetwork = { path: at("network.cidr"), cidr: network.cidr };
  const services: NamedNetwork = { path: at("serviceCidr"), cidr: serviceCidr };
  const connected = access.mode === "vpcRunner" ? namedNetworks(at("access.connectedCidrs"), access.connectedCidrs) : [];
  const all = [vpc, services, ...connected];
  return [
    ...all.flatMap(privateNetworkProblems),
    ...overlapProblems(all),
    ...(network.kind === "own" ? ownNetworkProblems(network) : existingNetworkProblems(network)),
  ];
}

function ownNetworkProblems({ cidr, zones }: OwnNetworkConfig): readonly Problem[] {
  const prefix = Number(cidr.split("/")[1]);
  const { widest, narrowest } = VPC_PREFIXES;
  const size: Problem = {
    path: at("network.cidr"),
    given: `was ${cidr}`,
    allowed: `a VPC is /${widest} to /${narrowest}: every subnet is cut from it`,
    change: `choose a prefix from ${widest} to ${narrowest}`,
  };
  return [
    ...(prefix < widest || prefix > narrowest ? [size] : []),
    ...repeatedProblems(at("network.zones"), zones, "one subnet of each kind for each zone"),
  ];
}

function existingNetworkProblems(network: Extract<EksConfig["network"], { kind: "existing" }>): readonly Problem[] {
  const subnets = [
    ...network.nodeSubnets.map(({ cidr }, index) => ({ path: at(`network.nodeSubnets[${index}].cidr`), cidr })),
    ...network.controlPlaneSubnets.map(({ cidr }, index) => ({ path: at(`network.controlPlaneSubnets[${index}].cidr`), cidr })),
    ...network.dataSubnets.map(({ cidr }, index) => ({ path: at(`network.dataSubnets[${index}].cidr`), cidr })),
  ];
  const outside = subnets.filter(({ cidr }) => !within(cidr, network.cidr));
  const single: Problem = {
    path: at("network.dataSubnets"),
    given: "was 1 entry",
    allowed: "none, or one in each of two zones or more: a database survives the loss of one",
    change: "name a subnet in a second zone",
  };
  return [
    ...(network.dataSubnets.length === 1 ? [single] : []),
    ...overlapProblems(subnets),
    ...outside.map(({ path, cidr }) => ({
      path,
      given: `was ${cidr}`,
      allowed: `subnets lie in the VPC's ${network.cidr}`,
      change: "name the subnet's own addresses",
    })),
  ];
}

function adminProblems({ admins }: EksConfig): readonly Problem[] {
  return repeatedProblems(at("admins"), admins, "one access entry for each principal");
}

function nodeProblems({ nodes, maxNodes }: EksConfig, minReplicas: number): readonly Problem[] {
  const groups = (["system", "workload"] as const).map((group) => ({ path: at(`nodes.${group}`), ...nodes[group] }));
  return [
    ...nodeGroupProblems(groups, { maxNodes, minReplicas }),
    ...groups.flatMap(({ path, instanceTypes }) =>
      instanceTypes.flatMap((type, index) => architectureProblems(`${path}.instanceTypes[${index}]`, type)),
    ),
  ];
}

/** Families whose generation is followed by a g are Graviton; node images and workloads are x86-64. */
function architectureProblems(path: string, type: string): readonly Problem[] {
  if (!/^(?:[a-z]+\d+g[a-z]*|a1)\./.test(type)) return [];
  const allowed = "x86-64: not every image of the platform is built for arm64";
  return [{ path, given: `was ${type}, which is arm64`, allowed, change: "choose a family without g after its generation" }];
}

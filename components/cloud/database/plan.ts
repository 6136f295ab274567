import type { Input } from "@pulumi/pulumi";
import ipaddr from "ipaddr.js";
import type { Cidr, ClusterFacts } from "../../shared/cluster.ts";
import type { Controls } from "../../config/profiles.ts";
import type { Problem } from "../../shared/problem.ts";
import type { ClusterNetwork } from "../cluster/contract.ts";
import type { CloudConfig } from "../config.ts";
import type { DatabaseConfig } from "./config.ts";

/** Port of PostgreSQL in every cloud. */
export const DATABASE_PORT = 5432;

/** Everything that decides how the server looks. */
export interface DatabasePlan {
  readonly config: DatabaseConfig;
  readonly cloud: CloudConfig;
  readonly network: DatabaseNetwork;
  /** Private addresses of the server: its subnets', or the one range that is kept for it. */
  readonly cidrs: readonly Cidr[];
  /** Name of the server. */
  readonly name: string;
  /** Addresses that clients connect from. */
  readonly clients: readonly string[];
  /** The server cannot be deleted while it is on. */
  readonly protect: boolean;
}

/** Longest name that all three clouds take for a server. */
const NAME_LIMIT = 60;

/** Name of the server of a cluster, for one purpose. Pure. */
export function databaseName(cluster: string, purpose: string): string {
  return `${cluster.slice(0, NAME_LIMIT - purpose.length - 1)}-${purpose}`.replace(/-+/g, "-");
}

/** Where the server is put, in the words of its cloud. */
export type DatabaseNetwork =
  | {
      readonly provider: "aws";
      readonly vpcId: Input<string>;
      readonly subnetIds: readonly Input<string>[];
      /** Group of nodes and pods. @default - who may connect is told by address */
      readonly clientSecurityGroupId?: Input<string> | undefined;
    }
  | {
      readonly provider: "gcp";
      readonly network: string;
      /** The network is connected with Google's services already. */
      readonly servicesConnected: boolean;
    }
  | {
      readonly provider: "azure";
      readonly virtualNetworkId: string;
      /** Delegated subnet that exists. @default - one is made */
      readonly subnetId?: string | undefined;
    };

/** Its network in one cloud. */
export type NetworkOf<P extends DatabaseNetwork["provider"]> = Extract<DatabaseNetwork, { provider: P }>;

/** The network that the stack names, or else the cluster's own; undefined where there is neither. Pure. */
export function databaseNetwork({ network }: DatabaseConfig, cluster: ClusterNetwork | undefined): DatabaseNetwork | undefined {
  if (network !== undefined) return network.provider === "gcp" ? { ...network, servicesConnected: false } : network;
  switch (cluster?.provider) {
    case "aws":
      return { ...cluster, subnetIds: cluster.dataSubnetIds };
    case "azure":
      return { ...cluster, subnetId: cluster.dataSubnetId };
    default:
      return cluster;
  }
}

/** Addresses of the server, as flows name them: those that the stack names, or those of the cluster's network. Pure. */
export function databaseCidrs({ cidrs }: DatabaseConfig, { dataCidrs }: Pick<ClusterFacts, "dataCidrs">): readonly Cidr[] {
  return cidrs ?? dataCidrs ?? [];
}

/** What the checks of a database look at beside its own settings. */
export interface DatabaseSurroundings {
  /** Where its settings are. */
  readonly path: string;
  readonly cloud: CloudConfig | undefined;
  readonly cluster: Pick<ClusterFacts, "name" | "dataCidrs">;
  readonly controls: Controls;
}

/** What is wrong with a managed database, alone and in its cloud. Pure. */
export function databaseProblems(
  config: DatabaseConfig,
  { path, cloud, cluster, controls }: DatabaseSurroundings,
): readonly Problem[] {
  return [
    ...cloudProblems(config, cloud, path),
    ...networkProblems(config, cluster, path),
    ...availabilityProblems(config, controls, path),
    ...addressProblems(config, path),
  ];
}

function cloudProblems({ network }: DatabaseConfig, cloud: CloudConfig | undefined, path: string): readonly Problem[] {
  if (network === undefined) return cloud === undefined ? [withoutCloud(path)] : [];
  if (cloud?.provider === network.provider) return [];
  return [
    {
      path: `${path}.network.provider`,
      given: `was ${network.provider} ${cloud === undefined ? "without palisade:cloud" : `in ${cloud.provider}`}`,
      allowed: "a managed database is in the stack's own cloud",
      change: cloud === undefined ? "set palisade:cloud, or kind to postgres" : `name a network of ${cloud.provider}`,
    },
  ];
}

function withoutCloud(path: string): Problem {
  return {
    path: `${path}.kind`,
    given: "was managed without palisade:cloud",
    allowed: "a managed database is in the stack's own cloud",
    change: "set palisade:cloud, or kind to postgres",
  };
}

/** Policies name addresses, so a network without them is of no use, nor are they without it. */
function networkProblems(
  { network, cidrs }: DatabaseConfig,
  { name, dataCidrs = [] }: DatabaseSurroundings["cluster"],
  path: string,
): readonly Problem[] {
  const ours = dataCidrs.length > 0;
  if (network === undefined && cidrs === undefined && ours) return [];
  const allowed = ours
    ? "network and cidrs are given together, or both are the cluster's"
    : `the network of cluster ${name} keeps no addresses for databases`;
  return Object.entries({ network, cidrs }).flatMap(([key, value]) =>
    value !== undefined
      ? []
      : [{ path: `${path}.${key}`, given: "is not set", allowed, change: ours ? "give both, or neither" : "give both" }],
  );
}

/** Without SPIRE's datastore no SVID is renewed: production survives the loss of a zone. */
function availabilityProblems({ highAvailability }: DatabaseConfig, controls: Controls, path: string): readonly Problem[] {
  if (highAvailability || !controls.spireProduction) return [];
  return [
    {
      path: `${path}.highAvailability`,
      given: "was false",
      allowed: `profile ${controls.profile} keeps the datastore in two zones`,
      change: "set it to true",
    },
  ];
}

function addressProblems({ cidrs }: DatabaseConfig, path: string): readonly Problem[] {
  return (cidrs ?? [])
    .filter((cidr) => !isPrivate(cidr))
    .map((cidr) => ({
      path: `${path}.cidrs`,
      given: `was ${cidr}`,
      allowed: "a database has private addresses only (RFC 1918, RFC 6598, RFC 4193)",
      change: "name the addresses of its subnets",
    }));
}

const PRIVATE_RANGES: readonly string[] = ["private", "carrierGradeNat", "uniqueLocal"];

function isPrivate(cidr: string): boolean {
  const address = cidr.split("/")[0] ?? "";
  return ipaddr.isValid(address) && ipaddr.isValidCIDR(cidr) && PRIVATE_RANGES.includes(ipaddr.parse(address).range());
}

import ipaddr from "ipaddr.js";
import type { Controls } from "../../config/profiles.ts";
import type { Problem } from "../../shared/problem.ts";
import type { CloudConfig } from "../config.ts";
import type { DatabaseConfig } from "./config.ts";

/** Port of PostgreSQL in every cloud. */
export const DATABASE_PORT = 5432;

/** Everything that decides how the server looks. */
export interface DatabasePlan {
  readonly config: DatabaseConfig;
  readonly cloud: CloudConfig;
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

/** What is wrong with a managed database, alone and in its cloud. Pure. */
export function databaseProblems(
  config: DatabaseConfig,
  cloud: CloudConfig | undefined,
  { path, controls }: { readonly path: string; readonly controls: Controls },
): readonly Problem[] {
  return [
    ...cloudProblems(config, cloud, path),
    ...availabilityProblems(config, controls, path),
    ...addressProblems(config, path),
  ];
}

function cloudProblems({ network }: DatabaseConfig, cloud: CloudConfig | undefined, path: string): readonly Problem[] {
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
  return cidrs
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

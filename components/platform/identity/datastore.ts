import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { Database } from "../../cloud/database/Database.ts";
import type { ClusterContract } from "../../cloud/cluster/contract.ts";
import { databaseCidrs, databaseName, databaseNetwork } from "../../cloud/database/plan.ts";
import type { Secrets } from "../../config/load.ts";
import type { PlanContext } from "../context.ts";

export interface DatastoreArgs {
  readonly plan: PlanContext;
  /** In whose network the server is, unless the stack names another. */
  readonly cluster: Pick<ClusterContract, "network">;
  readonly secrets: Pick<Secrets, "spireDatabasePassword">;
}

/** The managed database that identities are kept in; undefined where they are kept elsewhere. */
export function createDatastore(
  name: string,
  { plan, cluster: made, secrets }: DatastoreArgs,
  opts: ComponentResourceOptions,
): Database | undefined {
  const { config, cluster, controls } = plan;
  const { datastore } = config.identity;
  if (datastore.kind !== "managed" || config.cloud === undefined) return undefined;
  const network = databaseNetwork(datastore, made.network);
  if (network === undefined) throw new Error("a managed database was planned without a network");
  const server = {
    config: datastore,
    cloud: config.cloud,
    network,
    cidrs: databaseCidrs(datastore, cluster),
    name: databaseName(cluster.name, "spire"),
    clients: cluster.peers.nodes.cidrs,
    protect: controls.protectStateful,
  };
  return new Database(name, { plan: server, password: secrets.spireDatabasePassword }, opts);
}

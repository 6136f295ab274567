import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { Database } from "../../cloud/database/Database.ts";
import { databaseName } from "../../cloud/database/plan.ts";
import type { Secrets } from "../../config/load.ts";
import type { PlanContext } from "../context.ts";

/** The managed database that identities are kept in; undefined where they are kept elsewhere. */
export function createDatastore(
  name: string,
  { plan, secrets }: { readonly plan: PlanContext; readonly secrets: Pick<Secrets, "spireDatabasePassword"> },
  opts: ComponentResourceOptions,
): Database | undefined {
  const { config, cluster, controls } = plan;
  const { datastore } = config.identity;
  if (datastore.kind !== "managed" || config.cloud === undefined) return undefined;
  const server = {
    config: datastore,
    cloud: config.cloud,
    name: databaseName(cluster.name, "spire"),
    clients: cluster.peers.nodes.cidrs,
    protect: controls.protectStateful,
  };
  return new Database(name, { plan: server, password: secrets.spireDatabasePassword }, opts);
}

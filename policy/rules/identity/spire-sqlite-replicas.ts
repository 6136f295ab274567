import { fail, unknown, describeResource } from "../../lib/finding.ts";
import { ALWAYS } from "../../lib/levels.ts";
import { controllersRunning } from "../../lib/production.ts";
import { replicasOf, reaches } from "../../lib/replication.ts";
import type { WorldRule, World } from "../../lib/rule.ts";
import { isSpireConfig, usesSqlite } from "../../lib/spireConfig.ts";
import type { Finding, PolicyResource } from "../../lib/verdict.ts";

export const spireSqliteReplicas: WorldRule = {
  name: "spire-sqlite-replicas",
  title: "Several SPIRE servers share one datastore",
  description:
    "A SPIRE server that keeps its data in sqlite3 must run once: two servers with files of their own are two certificate authorities with different registrations. The server is the StatefulSet or Deployment of the ConfigMap's namespace that runs a spire-server image.",
  severity: "high",
  level: ALWAYS,
  controls: ["P-50", "SOC2 A1.2", "ISO27001 A.8.14"],
  remediation: "Use the sql DataStore with PostgreSQL or MySQL for all servers, or run one replica.",
  scope: "world",
  appliesTo: (world) => world.byKind("ConfigMap").some(isSpireConfig),
  check: (world) => controllersRunning(world, /(^|\/)spire-server[:@]/).flatMap((server) => judge(world, server)),
};

function judge(world: World, server: PolicyResource): readonly Finding[] {
  const configs = world.byKind("ConfigMap").filter(({ kubernetes }) => kubernetes?.namespace === server.kubernetes?.namespace);
  const several = reaches(replicasOf(world, server).most, 2);
  if (several === false || !configs.some(usesSqlite)) return [];
  const message = `${describeResource(server)} keeps its data in sqlite3; allowed: one replica, or a shared PostgreSQL or MySQL`;
  return [
    several === undefined ? unknown(message, { subject: server }) : fail(message, { subject: server, path: "spec.replicas" }),
  ];
}

import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { spireSqliteReplicas } from "../../../../policy/rules/identity/spire-sqlite-replicas.ts";
import { change } from "../../fixtures/change.ts";
import { configMap, spireConfig, statefulSet } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";

const spireServer = change(statefulSet, {
  "metadata.namespace": "spire-server",
  "container.image": "ghcr.io/spiffe/spire-server:1.15.3",
});
const config = change(spireConfig, {
  "metadata.namespace": "spire-server",
  data: { "server.json": '{"server":{"trust_domain":"example.org"},"database_type": "sqlite3"}' },
});

worldCases(spireSqliteReplicas, [
  [
    "two servers with files of their own",
    [config, spireServer],
    "StatefulSet spire-server/web keeps its data in sqlite3; allowed: one replica, or a shared PostgreSQL or MySQL",
  ],
  ["one server", [config, change(spireServer, { "spec.replicas": 1 })]],
  [
    "two servers with PostgreSQL",
    [
      change(config, { 'data["server.json"]': '{"server":{"trust_domain":"example.org"},"database_type": "postgres"}' }),
      spireServer,
    ],
  ],
  ["a file of another namespace", [change(config, { "metadata.namespace": "other" }), spireServer]],
  ["another program", [config, change(spireServer, { "container.image": "ghcr.io/spiffe/spire-server-tools:1" })]],
  [
    "unknown replicas",
    [config, change(spireServer, { "spec.replicas": UNKNOWN })],
    "unknown: StatefulSet spire-server/web keeps its data in sqlite3; allowed: one replica, or a shared PostgreSQL or MySQL",
  ],
  ["no SPIRE", [statefulSet, configMap], NOT_APPLICABLE],
]);

import { DATABASE_PORT } from "../../../cloud/database/plan.ts";
import type { SpireConfig } from "../config.ts";
import { servesMetrics, type SpireContext } from "./context.ts";
import { AGENT, AGENT_NAMESPACE, AGENT_TOKEN_AUDIENCE, BUNDLE, PATHS, PORTS, SERVER_SOCKET } from "./layout.ts";
import { cloudKeyManager, isCloudKeys, KEY_POLICY } from "./keyService.ts";
import { healthChecks, type PluginConfig, prometheus, type SpireFile } from "./spireFile.ts";

/** Files beside server.conf in the same ConfigMap. */
export const SERVER_FILES = { config: "server.conf", databaseCa: "database-ca.pem", vaultCa: "vault-ca.pem" } as const;

/** Variables that server.conf reads with `-expandEnv`; a secret never stands in the ConfigMap. */
export const SERVER_VARIABLES = {
  databaseHost: "DATABASE_HOST",
  databasePassword: "DATABASE_PASSWORD",
  podName: "POD_NAME",
} as const;

/** Path of the token with which the server logs in to Vault. */
export const VAULT_TOKEN = "vault";

/** A life of the agent's own SVID; it renews at half of it and attests again after a restart. */
const AGENT_TTL = "1h";

/** How long a node that is gone stays listed: long enough to investigate, short enough not to grow for ever. */
const PRUNE_AFTER = "720h";

/**
 * server.conf, as JSON: SPIRE reads it as well as HCL.
 * Source: https://github.com/spiffe/spire/blob/v1.15.3/doc/spire_server.md
 */
export function serverConfig(context: SpireContext): SpireFile {
  const { identity, trustDomain } = context;
  return {
    server: {
      bind_address: "0.0.0.0",
      bind_port: String(PORTS.serverApi),
      trust_domain: trustDomain,
      data_dir: PATHS.data,
      socket_path: SERVER_SOCKET,
      log_level: "INFO",
      log_format: "json",
      audit_log_enabled: true,
      ca_key_type: "ec-p384",
      ca_ttl: identity.caTtl,
      default_x509_svid_ttl: identity.svidTtl,
      default_jwt_svid_ttl: identity.jwtSvidTtl,
      agent_ttl: AGENT_TTL,
      prune_attested_nodes_expired_for: PRUNE_AFTER,
      ratelimit: { attestation: true, signing: true },
    },
    plugins: {
      DataStore: [{ sql: { plugin_data: datastore(identity.datastore) } }],
      NodeAttestor: [nodeAttestor(context)],
      KeyManager: [keyManager(context)],
      BundlePublisher: [bundlePublisher(context.cluster.name)],
    },
    health_checks: healthChecks(PORTS.serverHealth),
    ...(servesMetrics(context) ? { telemetry: prometheus(PORTS.metrics) } : {}),
  };
}

/** Everything beside server.conf that it refers to by path. */
export function serverCertificates({ datastore: store, keyManager: keys }: SpireConfig): Readonly<Record<string, string>> {
  return {
    ...(store.kind !== "sqlite" ? { [SERVER_FILES.databaseCa]: store.caCertificate } : {}),
    ...(keys.kind === "hashicorpVault" && keys.caCertificate !== undefined ? { [SERVER_FILES.vaultCa]: keys.caCertificate } : {}),
    ...(keys.kind === "gcpKms" ? { [KEY_POLICY.file]: KEY_POLICY.text } : {}),
  };
}

/** Does server.conf hold variables? Without any, a `$` in it stays what it is. */
export function expandsVariables({ datastore: store, keyManager: keys }: SpireConfig): boolean {
  return store.kind !== "sqlite" || keys.kind !== "disk";
}

function datastore(store: SpireConfig["datastore"]): PluginConfig {
  if (store.kind === "sqlite") return { database_type: "sqlite3", connection_string: `${PATHS.data}/datastore.sqlite3` };
  const { database, user } = store;
  const { host, port } = store.kind === "managed" ? { host: variable("databaseHost"), port: DATABASE_PORT } : store;
  const parameters = {
    dbname: database,
    user,
    password: variable("databasePassword"),
    host,
    port,
    sslmode: "verify-full",
    sslrootcert: `${PATHS.config}/${SERVER_FILES.databaseCa}`,
  };
  const connection = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  return { database_type: "postgres", connection_string: connection.join(" ") };
}

function nodeAttestor({ identity, cluster }: SpireContext): PluginConfig {
  if (identity.nodeAttestation === "join_token") return { join_token: { plugin_data: {} } };
  const accepted = { service_account_allow_list: [`${AGENT_NAMESPACE}:${AGENT}`], audience: [AGENT_TOKEN_AUDIENCE] };
  return { k8s_psat: { plugin_data: { clusters: { [cluster.name]: accepted } } } };
}

/** Each server has keys of its own: the identifier carries the cluster too, because clusters may share one key service. */
function keyManager({ identity, cluster, cloud }: SpireContext): PluginConfig {
  const keys = identity.keyManager;
  if (keys.kind === "disk") return { disk: { plugin_data: { keys_path: `${PATHS.data}/keys.json` } } };
  const identifier = `${cluster.name}-${variable("podName")}`;
  if (isCloudKeys(keys)) return cloudKeyManager(keys, identifier, cloud?.region ?? "");
  return {
    hashicorp_vault: {
      plugin_data: {
        key_identifier_value: identifier,
        vault_addr: keys.address,
        transit_engine_path: keys.transitPath,
        ...(keys.caCertificate === undefined ? {} : { ca_cert_path: `${PATHS.config}/${SERVER_FILES.vaultCa}` }),
        k8s_auth: {
          k8s_auth_mount_point: keys.authMount,
          k8s_auth_role_name: keys.role,
          token_path: `${PATHS.tokens}/${VAULT_TOKEN}`,
        },
      },
    },
  };
}

function bundlePublisher(cluster: string): PluginConfig {
  const target = { namespace: AGENT_NAMESPACE, configmap_name: BUNDLE.configMap, configmap_key: BUNDLE.key, format: "pem" };
  return { k8s_configmap: { plugin_data: { clusters: { [cluster]: target } } } };
}

function variable(name: keyof typeof SERVER_VARIABLES): string {
  return `\${${SERVER_VARIABLES[name]}}`;
}

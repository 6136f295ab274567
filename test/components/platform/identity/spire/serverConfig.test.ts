import { describe, expect, it } from "vitest";
import {
  expandsVariables,
  serverCertificates,
  serverConfig,
} from "../../../../../components/platform/identity/spire/serverConfig.ts";
import { configText } from "../../../../../components/platform/identity/spire/spireFile.ts";
import { POSTGRES, PRODUCTION, spireContext, VAULT } from "./fixture.ts";

const SERVER = {
  bind_address: "0.0.0.0",
  bind_port: "8081",
  trust_domain: "example.org",
  data_dir: "/run/spire/data",
  socket_path: "/tmp/spire-server/private/api.sock",
  log_level: "INFO",
  log_format: "json",
  audit_log_enabled: true,
  ca_key_type: "ec-p384",
  ca_ttl: "24h",
  default_x509_svid_ttl: "1h",
  default_jwt_svid_ttl: "5m",
  agent_ttl: "1h",
  prune_attested_nodes_expired_for: "720h",
  ratelimit: { attestation: true, signing: true },
};

const BUNDLE = { namespace: "spire-system", configmap_name: "spire-bundle", configmap_key: "bundle.crt", format: "pem" };

const PUBLISHER = [{ k8s_configmap: { plugin_data: { clusters: { example: BUNDLE } } } }];

const PSAT = [
  {
    k8s_psat: {
      plugin_data: {
        clusters: { example: { service_account_allow_list: ["spire-system:spire-agent"], audience: ["spire-server"] } },
      },
    },
  },
];

const HEALTH = { listener_enabled: true, bind_address: "0.0.0.0", bind_port: "8080", live_path: "/live", ready_path: "/ready" };

describe("server.conf", () => {
  it("keeps data and keys on the volume by default, and attests nodes by token review [P-15] [P-93]", () => {
    expect(serverConfig(spireContext())).toEqual({
      server: SERVER,
      plugins: {
        DataStore: [
          { sql: { plugin_data: { database_type: "sqlite3", connection_string: "/run/spire/data/datastore.sqlite3" } } },
        ],
        NodeAttestor: PSAT,
        KeyManager: [{ disk: { plugin_data: { keys_path: "/run/spire/data/keys.json" } } }],
        BundlePublisher: PUBLISHER,
      },
      health_checks: HEALTH,
    });
  });

  it("keeps data in PostgreSQL and keys in Vault, and no secret in the file, in production", () => {
    expect(serverConfig(spireContext(PRODUCTION))).toEqual({
      server: SERVER,
      plugins: {
        DataStore: [
          {
            sql: {
              plugin_data: {
                database_type: "postgres",
                connection_string:
                  "dbname=spire user=spire password=${DATABASE_PASSWORD} host=db.example.com port=5432 sslmode=verify-full sslrootcert=/run/spire/config/database-ca.pem",
              },
            },
          },
        ],
        NodeAttestor: PSAT,
        KeyManager: [
          {
            hashicorp_vault: {
              plugin_data: {
                key_identifier_value: "example-${POD_NAME}",
                vault_addr: "https://vault.example.com:8200",
                transit_engine_path: "transit",
                k8s_auth: {
                  k8s_auth_mount_point: "kubernetes",
                  k8s_auth_role_name: "spire-server",
                  token_path: "/var/run/secrets/tokens/vault",
                },
              },
            },
          },
        ],
        BundlePublisher: PUBLISHER,
      },
      health_checks: HEALTH,
      telemetry: { Prometheus: { host: "0.0.0.0", port: 9988 } },
    });
  });

  it("verifies Vault by its own CA when there is one", () => {
    const { identity, ...rest } = spireContext({ identity: { keyManager: { ...VAULT, caCertificate: "vault" } } });
    const file = serverConfig({ identity, ...rest });
    expect(file.plugins["KeyManager"]?.[0]).toMatchObject({
      hashicorp_vault: { plugin_data: { ca_cert_path: "/run/spire/config/vault-ca.pem" } },
    });
    expect(serverCertificates(identity)).toEqual({ "vault-ca.pem": "vault" });
  });

  it("admits a node by join token where that is chosen [P-56]", () => {
    const file = serverConfig(spireContext({ identity: { nodeAttestation: "join_token" } }));
    expect(file.plugins["NodeAttestor"]).toEqual([{ join_token: { plugin_data: {} } }]);
  });

  it("takes the lives of CA and SVIDs from the stack", () => {
    const file = serverConfig(spireContext({ identity: { caTtl: "12h", svidTtl: "30m", jwtSvidTtl: "2m" } }));
    expect(file.server).toEqual({ ...SERVER, ca_ttl: "12h", default_x509_svid_ttl: "30m", default_jwt_svid_ttl: "2m" });
  });

  it("brings the CA of the database", () => {
    expect(serverCertificates(spireContext(PRODUCTION).identity)).toEqual({ "database-ca.pem": POSTGRES.caCertificate });
    expect(serverCertificates(spireContext().identity)).toEqual({});
  });

  it("expands variables only where it has any", () => {
    expect(expandsVariables(spireContext().identity)).toBe(false);
    expect(expandsVariables(spireContext({ identity: { datastore: POSTGRES } }).identity)).toBe(true);
    expect(expandsVariables(spireContext({ identity: { keyManager: VAULT } }).identity)).toBe(true);
  });

  it("is text that ends with a line end and does not change from run to run", () => {
    const text = configText(serverConfig(spireContext()));
    expect(text).toBe(configText(serverConfig(spireContext())));
    expect(text.endsWith("}\n")).toBe(true);
    expect(JSON.parse(text)).toEqual(serverConfig(spireContext()));
  });
});

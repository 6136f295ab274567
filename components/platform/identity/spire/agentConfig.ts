import { servesMetrics, type SpireContext } from "./context.ts";
import { KUBELET_ADDRESS, kubeletAccess } from "./kubelet.ts";
import { AGENT_SOCKET, BUNDLE, PATHS, PORTS, SERVER_API_SERVICE, SERVER_NAMESPACE } from "./layout.ts";
import { healthChecks, type PluginConfig, prometheus, type SpireFile } from "./spireFile.ts";

/** File of the agent's ConfigMap. */
export const AGENT_FILE = "agent.conf";

/** Variable that agent.conf reads with `-expandEnv` when the node joins by token. */
export const JOIN_TOKEN_VARIABLE = "JOIN_TOKEN";

/** File of the projected token by which the agent proves its node. */
export const AGENT_TOKEN = "spire-agent";

/**
 * agent.conf, as JSON. The first contact with the server is verified by the published bundle in every profile:
 * `insecure_bootstrap` is never written, not even for a join token.
 * Source: https://github.com/spiffe/spire/blob/v1.15.3/doc/spire_agent.md
 */
export function agentConfig(context: SpireContext): SpireFile {
  const joinsByToken = context.identity.nodeAttestation === "join_token";
  return {
    agent: {
      data_dir: PATHS.data,
      log_level: "INFO",
      log_format: "json",
      server_address: `${SERVER_API_SERVICE}.${SERVER_NAMESPACE}.svc`,
      server_port: String(PORTS.serverApi),
      socket_path: AGENT_SOCKET,
      trust_domain: context.trustDomain,
      trust_bundle_path: `${PATHS.bundle}/${BUNDLE.key}`,
      trust_bundle_format: "pem",
      ...(joinsByToken ? { join_token: `\${${JOIN_TOKEN_VARIABLE}}` } : {}),
    },
    plugins: {
      NodeAttestor: [nodeAttestor(context)],
      // A new key at every start: nothing of a node's identity lies on its disk.
      KeyManager: [{ memory: { plugin_data: {} } }],
      WorkloadAttestor: [{ k8s: { plugin_data: workloadAttestor(context) } }],
    },
    health_checks: healthChecks(PORTS.agentHealth),
    ...(servesMetrics(context) ? { telemetry: prometheus(PORTS.metrics) } : {}),
  };
}

function nodeAttestor({ identity, cluster }: SpireContext): PluginConfig {
  if (identity.nodeAttestation === "join_token") return { join_token: { plugin_data: {} } };
  return { k8s_psat: { plugin_data: { cluster: cluster.name, token_path: `${PATHS.tokens}/${AGENT_TOKEN}` } } };
}

function workloadAttestor({ identity }: SpireContext): PluginConfig {
  const { caPath } = kubeletAccess(identity);
  return {
    node_name_env: KUBELET_ADDRESS,
    kubelet_secure_port: PORTS.kubelet,
    skip_kubelet_verification: caPath === undefined,
    ...(caPath === undefined ? {} : { kubelet_ca_path: caPath }),
  };
}

import type { SpireContext } from "./context.ts";
import {
  AGENT_NAMESPACE,
  CLASS_NAME,
  CONTROLLER_MANAGER,
  PORTS,
  SERVER_NAMESPACE,
  SERVER_SOCKET,
  WEBHOOK_CONFIGURATION,
} from "./layout.ts";

/** File of the controller-manager's ConfigMap; JSON is YAML. */
export const CONTROLLER_MANAGER_FILE = "controller-manager-config.yaml";

/** Name of the lease that elects the one replica that writes registrations. */
export const LEASE = CONTROLLER_MANAGER;

/**
 * In nanoseconds, because the field is a plain Go duration that accepts no unit, and never 0, which reconciles without a pause.
 * Source: https://github.com/spiffe/spire-controller-manager/issues/698
 */
const GC_INTERVAL_NANOSECONDS = 10_000_000_000;

/** Namespaces in which no pod is ever registered. The controller-manager reads them as regular expressions. */
const IGNORED_NAMESPACES = ["kube-system", "kube-public", "kube-node-lease", SERVER_NAMESPACE, AGENT_NAMESPACE];

/** What spire-controller-manager reads at start-up. */
export interface ControllerManagerConfig {
  readonly apiVersion: "spire.spiffe.io/v1alpha1";
  readonly kind: "ControllerManagerConfig";
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly metrics: { readonly bindAddress: string };
  readonly health: { readonly healthProbeBindAddress: string };
  readonly leaderElection: {
    readonly leaderElect: boolean;
    readonly resourceLock: "leases";
    readonly resourceName: string;
    readonly resourceNamespace: string;
  };
  readonly clusterName: string;
  readonly trustDomain: string;
  readonly className: string;
  readonly watchClassless: boolean;
  readonly ignoreNamespaces: readonly string[];
  readonly validatingWebhookConfigurationName: string;
  readonly gcInterval: number;
  readonly spireServerSocketPath: string;
  readonly parentIDTemplate: string;
  readonly logLevel: "info";
}

/**
 * Configuration of the sidecar that turns ClusterSPIFFEIDs into registrations.
 * Source: https://github.com/spiffe/spire-controller-manager/blob/main/docs/spire-controller-manager-config.md
 */
export function controllerManagerConfig(context: SpireContext): ControllerManagerConfig {
  return {
    apiVersion: "spire.spiffe.io/v1alpha1",
    kind: "ControllerManagerConfig",
    metadata: { name: CONTROLLER_MANAGER, namespace: SERVER_NAMESPACE },
    // The default port serves metrics without authentication; nothing scrapes them.
    metrics: { bindAddress: "0" },
    health: { healthProbeBindAddress: `0.0.0.0:${PORTS.controllerManagerHealth}` },
    leaderElection: { leaderElect: true, resourceLock: "leases", resourceName: LEASE, resourceNamespace: SERVER_NAMESPACE },
    clusterName: context.cluster.name,
    trustDomain: context.trustDomain,
    className: CLASS_NAME,
    watchClassless: false,
    ignoreNamespaces: IGNORED_NAMESPACES.map((namespace) => `^${namespace}$`),
    validatingWebhookConfigurationName: WEBHOOK_CONFIGURATION,
    gcInterval: GC_INTERVAL_NANOSECONDS,
    spireServerSocketPath: SERVER_SOCKET,
    parentIDTemplate: parentTemplate(context),
    logLevel: "info",
  };
}

/** SPIFFE ID of the agent that may fetch a pod's SVID: that of the pod's node, or of the one node that joined by token. */
function parentTemplate({ identity, cluster, trustDomain }: SpireContext): string {
  // The alias that `spire-server token generate -spiffeID` must give to that node.
  if (identity.nodeAttestation === "join_token") return `spiffe://${trustDomain}/agent/${cluster.name}`;
  return "spiffe://{{ .TrustDomain }}/spire/agent/k8s_psat/{{ .ClusterName }}/{{ .NodeMeta.UID }}";
}

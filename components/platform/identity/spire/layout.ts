/** Namespace of the server. Nothing in it touches a node, so it enforces level `restricted`. */
export const SERVER_NAMESPACE = "spire-server";

/** Namespace of what runs on every node and needs the node: agent and CSI driver. */
export const AGENT_NAMESPACE = "spire-system";

/** Value of `app.kubernetes.io/component`. */
export const COMPONENT = "identity";

/** Workloads, each with a ServiceAccount of its name. */
export const SERVER = "spire-server";
export const AGENT = "spire-agent";
export const CSI = "spiffe-csi-driver";

/** Sidecar of the server that registers workloads, and the name of everything it owns. */
export const CONTROLLER_MANAGER = "spire-controller-manager";

/** Service that agents call; the headless one beside it only names the pods. */
export const SERVER_API_SERVICE = "spire-server-api";

export const WEBHOOK_SERVICE = "spire-controller-manager-webhook";
export const WEBHOOK_CONFIGURATION = "spire-controller-manager-webhook";

/** ConfigMap in {@link AGENT_NAMESPACE} that the server publishes the trust bundle to and agents bootstrap from. */
export const BUNDLE = { configMap: "spire-bundle", key: "bundle.crt" } as const;

/** Secret in {@link SERVER_NAMESPACE} with the password of the database user. */
export const DATABASE_SECRET = { name: "spire-database", key: "password" } as const;

/** The same Secret holds the name of a managed database's server, which the cloud gives it. */
export const DATABASE_HOST = { name: DATABASE_SECRET.name, key: "host" } as const;

/** Secret in {@link AGENT_NAMESPACE} that an operator makes for the one node that joins by token. */
export const JOIN_TOKEN_SECRET = { name: "spire-join-token", key: "token" } as const;

/** Only registrations of this class are ours: another controller-manager in the cluster keeps its own. */
export const CLASS_NAME = "palisade";

/** Name of the CSI driver that mounts the Workload API. Workload volumes name it. */
export const CSI_DRIVER = "csi.spiffe.io";

/** Audience of the token by which an agent proves its node; the server accepts no other. */
export const AGENT_TOKEN_AUDIENCE = "spire-server";

export const PORTS = {
  serverApi: 8081,
  serverHealth: 8080,
  controllerManagerHealth: 8083,
  /** Default of its webhook server, which the controller-manager does not let change. */
  webhook: 9443,
  agentHealth: 9982,
  registrarHealth: 9809,
  metrics: 9988,
  kubelet: 10250,
} as const;

/** Paths in the containers. */
export const PATHS = {
  config: "/run/spire/config",
  data: "/run/spire/data",
  bundle: "/run/spire/bundle",
  /** SPIRE's own default, so that `spire-server` commands in the container need no flag. */
  serverSocketDirectory: "/tmp/spire-server/private",
  /** The same on the node and in the containers of agent and CSI driver. */
  agentSocketDirectory: "/run/spire/agent-sockets",
  tokens: "/var/run/secrets/tokens",
  kubeletCertificate: "/run/kubelet/kubelet.crt",
} as const;

export const SERVER_SOCKET = `${PATHS.serverSocketDirectory}/api.sock`;
export const AGENT_SOCKET = `${PATHS.agentSocketDirectory}/spire-agent.sock`;

/** Root directory of the kubelet, the default of every flavour supported. */
export const KUBELET_DIRECTORY = "/var/lib/kubelet";

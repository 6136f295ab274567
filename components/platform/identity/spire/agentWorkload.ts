import type { ContainerSpec, EnvSpec, MountSpec, VolumeSpec, WorkloadSpec } from "../../../workload/spec.ts";
import { agentAccess } from "./access.ts";
import { AGENT_FILE, AGENT_TOKEN, agentConfig, JOIN_TOKEN_VARIABLE } from "./agentConfig.ts";
import { type SpireContext, servesMetrics } from "./context.ts";
import { KUBELET_ADDRESS, KUBELET_CERTIFICATE, kubeletAccess } from "./kubelet.ts";
import { AGENT, AGENT_NAMESPACE, AGENT_TOKEN_AUDIENCE, BUNDLE, COMPONENT, JOIN_TOKEN_SECRET, PATHS, PORTS } from "./layout.ts";
import { configText } from "./spireFile.ts";

/** The kubelet renews the projected token long before it ends. */
const AGENT_TOKEN_SECONDS = 3600;

/** SPIRE agent: one on every node, the Workload API of its pods. */
export function agentWorkload(context: SpireContext): WorkloadSpec {
  return {
    name: AGENT,
    namespace: AGENT_NAMESPACE,
    component: COMPONENT,
    controller: { kind: "DaemonSet" },
    serviceAccount: { name: AGENT, apiAccess: agentAccess(context) },
    containers: [agentContainer(context)],
    volumes: agentVolumes(context),
    configMaps: [{ name: AGENT, data: { [AGENT_FILE]: configText(agentConfig(context)) } }],
    host: {
      pid: true,
      reason: "The agent reads the cgroup of the process that calls it, by the process id of the node.",
      reference: "https://github.com/spiffe/spire/blob/v1.15.3/doc/plugin_agent_workloadattestor_k8s.md",
    },
    priorityClassName: "system-node-critical",
    tolerations: [{ operator: "Exists" }],
    imagePullSecrets: context.imagePullSecrets,
  };
}

function agentContainer(context: SpireContext): ContainerSpec {
  const config = ["-config", `${PATHS.config}/${AGENT_FILE}`];
  const joinsByToken = context.identity.nodeAttestation === "join_token";
  return {
    name: AGENT,
    image: context.image("spireAgent"),
    args: joinsByToken ? ["-expandEnv", ...config] : config,
    env: agentVariables(context),
    ports: [
      { name: "health", port: PORTS.agentHealth },
      ...(servesMetrics(context) ? [{ name: "metrics", port: PORTS.metrics }] : []),
    ],
    mounts: agentMounts(context),
    resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { cpu: "200m", memory: "256Mi" } },
    liveness: probe("/live", { initialDelaySeconds: 15, periodSeconds: 60 }),
    readiness: probe("/ready", { initialDelaySeconds: 5, periodSeconds: 5 }),
    // Root without a capability: only the owner of the node's directory may make the socket in it.
    loosened: {
      runAsUser: 0,
      reason: "The agent makes its socket in a directory of the node that belongs to root.",
      reference: "https://github.com/spiffe/spire/blob/v1.15.3/Dockerfile",
    },
  };
}

function probe(
  path: string,
  timing: { initialDelaySeconds: number; periodSeconds: number },
): NonNullable<ContainerSpec["liveness"]> {
  return { check: { kind: "http", path, port: "health" }, ...timing, timeoutSeconds: 3, failureThreshold: 3 };
}

function agentVariables({ identity }: SpireContext): readonly EnvSpec[] {
  const address = { name: KUBELET_ADDRESS, field: kubeletAccess(identity).addressField };
  if (identity.nodeAttestation !== "join_token") return [address];
  return [address, { name: JOIN_TOKEN_VARIABLE, secret: JOIN_TOKEN_SECRET }];
}

/** One file of the directory: the kubelet's own keys lie beside it. */
const KUBELET_CERTIFICATE_MOUNT: MountSpec = {
  volume: "kubelet-pki",
  path: PATHS.kubeletCertificate,
  subPath: KUBELET_CERTIFICATE,
};

function agentMounts({ identity }: SpireContext): readonly MountSpec[] {
  return [
    { volume: "config", path: PATHS.config },
    { volume: "bundle", path: PATHS.bundle },
    { volume: "data", path: PATHS.data },
    { volume: "agent-sockets", path: PATHS.agentSocketDirectory, readOnly: false },
    ...(identity.nodeAttestation === "k8s_psat" ? [{ volume: "agent-token", path: PATHS.tokens }] : []),
    ...(kubeletAccess(identity).hostDirectory === undefined ? [] : [KUBELET_CERTIFICATE_MOUNT]),
  ];
}

function agentVolumes({ identity }: SpireContext): readonly VolumeSpec[] {
  const { hostDirectory } = kubeletAccess(identity);
  return [
    { kind: "config", name: "config", configMap: AGENT },
    { kind: "config", name: "bundle", configMap: BUNDLE.configMap },
    // The cached SVID and bundle, in memory: a node's disk keeps nothing of its identity.
    { kind: "scratch", name: "data", size: "16Mi", memory: true },
    agentSocketDirectory("The Workload API socket must outlive the agent's pod, because workloads keep it mounted."),
    ...(identity.nodeAttestation === "k8s_psat" ? [agentToken()] : []),
    ...(hostDirectory === undefined ? [] : [kubeletPki(hostDirectory)]),
  ];
}

/** The directory on the node that the agent and the CSI driver share. */
export function agentSocketDirectory(reason: string): VolumeSpec {
  const reference = "https://github.com/spiffe/spiffe-csi/blob/main/README.md";
  return {
    kind: "hostPath",
    name: "agent-sockets",
    path: PATHS.agentSocketDirectory,
    type: "DirectoryOrCreate",
    reason,
    reference,
  };
}

function agentToken(): VolumeSpec {
  const expirationSeconds = AGENT_TOKEN_SECONDS;
  return { kind: "token", name: "agent-token", audience: AGENT_TOKEN_AUDIENCE, path: AGENT_TOKEN, expirationSeconds };
}

function kubeletPki(path: string): VolumeSpec {
  return {
    kind: "hostPath",
    name: "kubelet-pki",
    path,
    type: "Directory",
    reason: "A kubelet that signs its own certificate is verified by that certificate, which only the node has.",
    reference: "https://github.com/spiffe/spire/blob/v1.15.3/doc/plugin_agent_workloadattestor_k8s.md",
  };
}

import type { ContainerSpec, ProbeSpec, VolumeSpec, WorkloadSpec } from "../../../workload/spec.ts";
import { agentSocketDirectory } from "./agentWorkload.ts";
import type { SpireContext } from "./context.ts";
import { AGENT_NAMESPACE, COMPONENT, CSI, CSI_DRIVER, KUBELET_DIRECTORY, PORTS } from "./layout.ts";

const REFERENCE = "https://github.com/spiffe/spiffe-csi/blob/main/README.md";

const REGISTRAR = "node-driver-registrar";

/** Directory in both containers where the kubelet's socket to the driver lies. */
const DRIVER_DIRECTORY = "/spiffe-csi";

const AGENT_SOCKETS = "/spire-agent-socket";

/** CSI driver: mounts the agent's socket into pods, so that no workload needs a path of the node. */
export function csiWorkload(context: SpireContext): WorkloadSpec {
  return {
    name: CSI,
    namespace: AGENT_NAMESPACE,
    component: COMPONENT,
    controller: { kind: "DaemonSet" },
    serviceAccount: { name: CSI },
    containers: [driverContainer(context), registrarContainer(context)],
    volumes: VOLUMES,
    priorityClassName: "system-node-critical",
    tolerations: [{ operator: "Exists" }],
    imagePullSecrets: context.imagePullSecrets,
  };
}

/** Serves the kubelet over a socket and has no port: the registrar beside it answers for both. */
function driverContainer({ image }: SpireContext): ContainerSpec {
  return {
    name: CSI,
    image: image("spiffeCsiDriver"),
    args: [
      "-workload-api-socket-dir",
      AGENT_SOCKETS,
      "-plugin-name",
      CSI_DRIVER,
      "-csi-socket-path",
      `${DRIVER_DIRECTORY}/csi.sock`,
    ],
    env: [{ name: "MY_NODE_NAME", field: "spec.nodeName" }],
    mounts: [
      { volume: "agent-sockets", path: AGENT_SOCKETS },
      { volume: "driver", path: DRIVER_DIRECTORY, readOnly: false },
      { volume: "pods", path: `${KUBELET_DIRECTORY}/pods`, readOnly: false, bidirectional: true },
    ],
    resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { cpu: "100m", memory: "64Mi" } },
    loosened: {
      privileged: true,
      runAsUser: 0,
      reason: "A mount into another pod propagates through the node only from a privileged container.",
      reference: REFERENCE,
    },
  };
}

function registrarContainer({ image }: SpireContext): ContainerSpec {
  return {
    name: REGISTRAR,
    image: image("csiNodeDriverRegistrar"),
    args: [
      `--csi-address=${DRIVER_DIRECTORY}/csi.sock`,
      `--kubelet-registration-path=${KUBELET_DIRECTORY}/plugins/${CSI_DRIVER}/csi.sock`,
      `--http-endpoint=:${PORTS.registrarHealth}`,
    ],
    ports: [{ name: "health", port: PORTS.registrarHealth }],
    mounts: [
      { volume: "driver", path: DRIVER_DIRECTORY, readOnly: false },
      { volume: "registration", path: "/registration", readOnly: false },
    ],
    resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { cpu: "100m", memory: "64Mi" } },
    liveness: { ...HEALTHY, initialDelaySeconds: 5, periodSeconds: 60 },
    readiness: { ...HEALTHY, initialDelaySeconds: 1, periodSeconds: 5 },
    loosened: {
      runAsUser: 0,
      reason: "The registrar makes a socket in the kubelet's plug-in directory, which belongs to root.",
      reference: "https://github.com/kubernetes-csi/node-driver-registrar/blob/master/README.md",
    },
  };
}

const HEALTHY: ProbeSpec = { check: { kind: "http", path: "/healthz", port: "health" }, timeoutSeconds: 3, failureThreshold: 3 };

const VOLUMES: readonly VolumeSpec[] = [
  agentSocketDirectory("The driver mounts the agent's socket directory into pods."),
  {
    kind: "hostPath",
    name: "driver",
    path: `${KUBELET_DIRECTORY}/plugins/${CSI_DRIVER}`,
    type: "DirectoryOrCreate",
    reason: "The kubelet calls the driver over a socket in its plug-in directory.",
    reference: REFERENCE,
  },
  {
    kind: "hostPath",
    name: "pods",
    path: `${KUBELET_DIRECTORY}/pods`,
    type: "Directory",
    reason: "The volumes of every pod are made under this directory.",
    reference: REFERENCE,
  },
  {
    kind: "hostPath",
    name: "registration",
    path: `${KUBELET_DIRECTORY}/plugins_registry`,
    type: "Directory",
    reason: "The kubelet finds drivers by the sockets in this directory.",
    reference: REFERENCE,
  },
];

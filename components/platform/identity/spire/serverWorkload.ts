import type {
  ClaimSpec,
  ConfigMapSpec,
  ContainerPortSpec,
  ContainerSpec,
  EnvSpec,
  ProbeSpec,
  ServiceSpec,
  VolumeSpec,
  WorkloadSpec,
} from "../../../workload/spec.ts";
import { serverAccess } from "./access.ts";
import { type SpireContext, servesMetrics } from "./context.ts";
import { CONTROLLER_MANAGER_FILE, controllerManagerConfig } from "./controllerManagerConfig.ts";
import {
  COMPONENT,
  CONTROLLER_MANAGER,
  DATABASE_HOST,
  DATABASE_SECRET,
  PATHS,
  PORTS,
  SERVER,
  SERVER_API_SERVICE,
  SERVER_NAMESPACE,
  WEBHOOK_SERVICE,
} from "./layout.ts";
import {
  expandsVariables,
  SERVER_FILES,
  SERVER_VARIABLES,
  serverCertificates,
  serverConfig,
  VAULT_TOKEN,
} from "./serverConfig.ts";
import { configText } from "./spireFile.ts";

/** UID and GID of the image of SPIRE's server; the sidecar shares its socket, so it shares them too. */
const USER = { uid: 1000, gid: 1000 };

/** Size of the volume where the datastore is elsewhere and only the keys are on disk. */
const KEYS_SIZE = "128Mi";

/** The projected token is renewed by the kubelet; Vault sees it at each login only. */
const VAULT_TOKEN_SECONDS = 3600;

/** SPIRE server with the controller-manager that registers workloads: they talk over a socket of the pod, never the network. */
export function serverWorkload(context: SpireContext): WorkloadSpec {
  const claim = dataClaim(context);
  return {
    name: SERVER,
    namespace: SERVER_NAMESPACE,
    component: COMPONENT,
    controller: {
      kind: "StatefulSet",
      replicas: context.identity.replicas,
      serviceName: SERVER,
      ...(claim === undefined ? {} : { claims: [claim] }),
    },
    serviceAccount: { name: SERVER, apiAccess: serverAccess(context) },
    user: USER,
    containers: [serverContainer(context), controllerManagerContainer(context)],
    volumes: serverVolumes(context, claim),
    services: SERVICES,
    configMaps: configMaps(context),
    priorityClassName: "system-cluster-critical",
    imagePullSecrets: context.imagePullSecrets,
  };
}

const SERVICES: readonly ServiceSpec[] = [
  { name: SERVER, type: "Headless", ports: [{ name: "grpc", port: PORTS.serverApi, targetPort: "grpc" }] },
  { name: SERVER_API_SERVICE, ports: [{ name: "grpc", port: PORTS.serverApi, targetPort: "grpc" }] },
  { name: WEBHOOK_SERVICE, ports: [{ name: "https", port: 443, targetPort: "webhook" }] },
];

function serverContainer(context: SpireContext): ContainerSpec {
  const config = ["-config", `${PATHS.config}/${SERVER_FILES.config}`];
  const usesVault = context.identity.keyManager.kind === "hashicorpVault";
  return {
    name: SERVER,
    image: context.image("spireServer"),
    args: expandsVariables(context.identity) ? ["-expandEnv", ...config] : config,
    env: serverVariables(context),
    ports: serverPorts(context),
    mounts: [
      { volume: "config", path: PATHS.config },
      { volume: "data", path: PATHS.data },
      { volume: "server-tmp", path: "/tmp" },
      { volume: "server-socket", path: PATHS.serverSocketDirectory },
      ...(usesVault ? [{ volume: "vault-token", path: PATHS.tokens }] : []),
    ],
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
    ...httpProbes("health", { live: "/live", ready: "/ready" }),
  };
}

function controllerManagerContainer(context: SpireContext): ContainerSpec {
  return {
    name: CONTROLLER_MANAGER,
    image: context.image("spireControllerManager"),
    args: [`--config=${PATHS.config}/${CONTROLLER_MANAGER_FILE}`],
    env: [{ name: "ENABLE_WEBHOOKS", value: "true" }],
    ports: [
      { name: "webhook", port: PORTS.webhook },
      { name: "manager-health", port: PORTS.controllerManagerHealth },
    ],
    mounts: [
      { volume: "controller-manager", path: PATHS.config },
      { volume: "controller-manager-tmp", path: "/tmp" },
      { volume: "server-socket", path: PATHS.serverSocketDirectory, readOnly: true },
    ],
    resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { cpu: "200m", memory: "256Mi" } },
    ...httpProbes("manager-health", { live: "/healthz", ready: "/readyz" }),
  };
}

/** Data is on a claim as long as anything that must survive the pod is in it. */
function dataClaim({ identity, cluster }: SpireContext): ClaimSpec | undefined {
  const { datastore, keyManager } = identity;
  if (datastore.kind !== "sqlite" && keyManager.kind !== "disk") return undefined;
  return { name: "data", size: datastore.kind === "sqlite" ? datastore.size : KEYS_SIZE, storageClass: cluster.storageClass };
}

function serverVolumes({ identity }: SpireContext, claim: ClaimSpec | undefined): readonly VolumeSpec[] {
  const keys = identity.keyManager;
  return [
    { kind: "config", name: "config", configMap: SERVER },
    { kind: "config", name: "controller-manager", configMap: CONTROLLER_MANAGER },
    { kind: "scratch", name: "server-tmp", size: "16Mi" },
    { kind: "scratch", name: "server-socket", size: "1Mi" },
    // The webhook's key pair is written here: in memory, never on the node's disk.
    { kind: "scratch", name: "controller-manager-tmp", size: "1Mi", memory: true },
    ...(claim === undefined ? [{ kind: "scratch", name: "data", size: "16Mi" } as const] : []),
    ...(keys.kind === "hashicorpVault" ? [vaultToken(keys.tokenAudience)] : []),
  ];
}

function vaultToken(audience: string): VolumeSpec {
  return { kind: "token", name: "vault-token", audience, path: VAULT_TOKEN, expirationSeconds: VAULT_TOKEN_SECONDS };
}

function serverVariables({ identity }: SpireContext): readonly EnvSpec[] {
  return [
    ...(identity.datastore.kind === "managed" ? [{ name: SERVER_VARIABLES.databaseHost, secret: DATABASE_HOST }] : []),
    ...(identity.datastore.kind !== "sqlite" ? [{ name: SERVER_VARIABLES.databasePassword, secret: DATABASE_SECRET }] : []),
    ...(identity.keyManager.kind !== "disk" ? [{ name: SERVER_VARIABLES.podName, field: "metadata.name" }] : []),
  ];
}

function serverPorts(context: SpireContext): readonly ContainerPortSpec[] {
  return [
    { name: "grpc", port: PORTS.serverApi },
    { name: "health", port: PORTS.serverHealth },
    ...(servesMetrics(context) ? [{ name: "metrics", port: PORTS.metrics }] : []),
  ];
}

function configMaps(context: SpireContext): readonly ConfigMapSpec[] {
  return [
    { name: SERVER, data: { [SERVER_FILES.config]: configText(serverConfig(context)), ...serverCertificates(context.identity) } },
    { name: CONTROLLER_MANAGER, data: { [CONTROLLER_MANAGER_FILE]: configText(controllerManagerConfig(context)) } },
  ];
}

/** Liveness is patient: a restart of the server stops every rotation in the cluster until it is back. */
function httpProbes(port: string, paths: { live: string; ready: string }): { liveness: ProbeSpec; readiness: ProbeSpec } {
  const check = (path: string): ProbeSpec["check"] => ({ kind: "http", path, port });
  return {
    liveness: { check: check(paths.live), initialDelaySeconds: 15, periodSeconds: 60, timeoutSeconds: 3, failureThreshold: 3 },
    readiness: { check: check(paths.ready), initialDelaySeconds: 5, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 },
  };
}

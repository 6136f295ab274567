import type { PlanContext } from "../../platform/context.ts";
import { formatBytes } from "../../shared/quantity.ts";
import { spiffeProxy, type ProxySidecar } from "../../workload/spiffeProxy.ts";
import type { ContainerSpec, ProbeSpec, WorkloadSpec } from "../../workload/spec.ts";
import { ENFORCEMENT_POINTS } from "../gateway/contract.ts";
import { DATA_NAMESPACE, STATE_STORE } from "./contract.ts";
import { DATA_DIRECTORY, mebibytes, SOCKET, SOCKET_DIRECTORY, valkeyConfig } from "./valkeyConfig.ts";

/** UID and GID of `valkey` in the image. */
const USER = { uid: 999, gid: 999 };

const CONFIG_DIRECTORY = "/etc/valkey";
const CONFIG_FILE = "valkey.conf";
const HEADLESS = `${STATE_STORE.name}-headless`;

/**
 * Valkey behind a SPIFFE proxy, joined by a Unix socket. One replica: the gateway knows one address, and state that expires
 * within the hour is cheaper to lose than to replicate wrongly.
 */
export function dataWorkloads(context: PlanContext): readonly WorkloadSpec[] {
  const { data, images } = context.config;
  const proxy = ingressProxy(context);
  const storageClass = context.cluster.storageClass;
  return [
    {
      name: STATE_STORE.name,
      namespace: DATA_NAMESPACE,
      component: "data",
      controller: {
        kind: "StatefulSet",
        replicas: 1,
        serviceName: HEADLESS,
        claims: [{ name: "data", size: data.storage, storageClass }],
      },
      serviceAccount: { name: STATE_STORE.serviceAccount },
      identity: {
        path: STATE_STORE.identityPath,
        dnsNames: [STATE_STORE.name, `${STATE_STORE.name}.${DATA_NAMESPACE}.svc`, STATE_STORE.host],
        federatesWith: [],
      },
      user: USER,
      imagePullSecrets: images.pullSecrets,
      containers: [valkeyContainer(context), proxy.container],
      volumes: [
        { kind: "config", name: "config", configMap: STATE_STORE.name },
        { kind: "scratch", name: "socket", size: "1Mi", memory: true },
        ...proxy.volumes,
      ],
      configMaps: [{ name: STATE_STORE.name, data: { [CONFIG_FILE]: valkeyConfig(data.maxMemory) } }, proxy.configMap],
      services: [
        { name: STATE_STORE.name, ports: [servicePort()] },
        { name: HEADLESS, type: "Headless", ports: [servicePort()] },
      ],
    },
  ];
}

function servicePort(): { name: string; port: number; targetPort: string } {
  return { name: "spiffe", port: STATE_STORE.port, targetPort: "spiffe" };
}

/** It listens on no port, so a probe asks over the socket; `-e` makes an error reply a failure. */
function valkeyContainer(context: PlanContext): ContainerSpec {
  const data = mebibytes(context.config.data.maxMemory);
  return {
    name: STATE_STORE.name,
    image: context.image("valkey"),
    // Not the image's entry point: it starts as root to change owners, which fsGroup has done.
    command: ["valkey-server", `${CONFIG_DIRECTORY}/${CONFIG_FILE}`],
    mounts: [
      { volume: "config", path: CONFIG_DIRECTORY },
      { volume: "socket", path: SOCKET_DIRECTORY },
      { volume: "data", path: DATA_DIRECTORY },
    ],
    resources: {
      requests: { cpu: "100m", memory: formatBytes(data * 2 ** 20) },
      // Rewriting the append-only file forks: in the worst case every page is there twice.
      limits: { cpu: "500m", memory: formatBytes(data * 2 ** 21) },
    },
    // The proxy holds the identity.
    workloadApi: false,
    startup: ping({ periodSeconds: 2, failureThreshold: 150 }),
    liveness: ping({ periodSeconds: 10, failureThreshold: 3 }),
    readiness: ping({ periodSeconds: 5, failureThreshold: 2 }),
  };
}

function ping(timing: Pick<ProbeSpec, "periodSeconds" | "failureThreshold">): ProbeSpec {
  return { check: { kind: "exec", command: ["valkey-cli", "-e", "-s", SOCKET, "ping"] }, timeoutSeconds: 3, ...timing };
}

/** Bytes are forwarded as they are: the proxy speaks TLS and SPIFFE, Valkey its own protocol. */
function ingressProxy(context: PlanContext): ProxySidecar {
  return spiffeProxy({
    image: context.image("envoy"),
    workload: STATE_STORE.name,
    trustDomain: context.config.trustDomain,
    spiffeId: context.spiffeId(STATE_STORE.identityPath),
    listen: { name: "spiffe", port: STATE_STORE.port },
    protocol: "tcp",
    upstreamSocket: { volume: "socket", path: SOCKET },
    allowedSpiffeIds: ENFORCEMENT_POINTS.map(({ identityPath }) => context.spiffeId(identityPath)).sort(),
  });
}

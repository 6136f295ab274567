import type { PlanContext } from "../../platform/context.ts";
import { spiffeProxy, type ProxySidecar } from "../../workload/spiffeProxy.ts";
import type { ContainerSpec, EnvSpec, ProbeSpec, WorkloadSpec } from "../../workload/spec.ts";
import { COLLECTOR, OBSERVABILITY_NAMESPACE, PHOENIX } from "./contract.ts";
import { PHOENIX_SECRETS } from "./phoenixSecrets.ts";

/** Where Phoenix itself listens, in plain HTTP: the user interface, and OTLP at `/v1/traces`. */
const PLAIN_PORT = 6006;

const DATA_DIRECTORY = "/data";
const HEADLESS = `${PHOENIX.name}-headless`;

/** Phoenix behind a proxy that admits the collector; people reach its user interface by `kubectl port-forward`. */
export function phoenixWorkload(context: PlanContext): WorkloadSpec {
  const proxy = ingressProxy(context);
  const { storage } = context.config.observability.phoenix;
  const port = { name: "spiffe", port: PHOENIX.port, targetPort: "spiffe" };
  return {
    name: PHOENIX.name,
    namespace: OBSERVABILITY_NAMESPACE,
    component: "observability",
    controller: {
      kind: "StatefulSet",
      // SQLite has one writer.
      replicas: 1,
      serviceName: HEADLESS,
      claims: [{ name: "data", size: storage, storageClass: context.cluster.storageClass }],
    },
    serviceAccount: { name: PHOENIX.name },
    identity: { path: PHOENIX.identityPath, dnsNames: [PHOENIX.name, PHOENIX.host], federatesWith: [] },
    imagePullSecrets: context.config.images.pullSecrets,
    containers: [phoenixContainer(context), proxy.container],
    volumes: [{ kind: "scratch", name: "tmp", size: "64Mi" }, ...proxy.volumes],
    configMaps: [proxy.configMap],
    services: [
      { name: PHOENIX.name, ports: [port] },
      { name: HEADLESS, type: "Headless", ports: [port] },
    ],
  };
}

/** The plain port is there for the kubelet; no Service leads to it, no flow may, and every request needs a key. */
function phoenixContainer(context: PlanContext): ContainerSpec {
  return {
    name: PHOENIX.name,
    image: context.image("phoenix"),
    env: environment(context.config.observability.phoenix.retentionDays),
    ports: [{ name: "http", port: PLAIN_PORT }],
    mounts: [
      { volume: "data", path: DATA_DIRECTORY },
      { volume: "tmp", path: "/tmp" },
    ],
    resources: { requests: { cpu: "200m", memory: "512Mi" }, limits: { cpu: "1", memory: "1Gi" } },
    // The proxy holds the identity.
    workloadApi: false,
    startup: probe("/healthz", { periodSeconds: 5, failureThreshold: 60 }),
    liveness: probe("/healthz", { periodSeconds: 10, failureThreshold: 3 }),
    readiness: probe("/readyz", { periodSeconds: 5, failureThreshold: 3 }),
  };
}

/** https://arize.com/docs/phoenix/self-hosting/configuration */
function environment(retentionDays: number): EnvSpec[] {
  const { name, keys } = PHOENIX_SECRETS;
  return [
    { name: "PHOENIX_ENABLE_AUTH", value: "true" },
    { name: "PHOENIX_SECRET", secret: { name, key: keys.secret } },
    { name: "PHOENIX_ADMIN_SECRET", secret: { name, key: keys.adminSecret } },
    { name: "PHOENIX_DEFAULT_ADMIN_INITIAL_PASSWORD", secret: { name, key: keys.adminPassword } },
    { name: "PHOENIX_ENABLE_STRONG_PASSWORD_POLICY", value: "true" },
    { name: "PHOENIX_USE_SECURE_COOKIES", value: "true" },
    { name: "PHOENIX_PORT", value: String(PLAIN_PORT) },
    { name: "PHOENIX_WORKING_DIR", value: DATA_DIRECTORY },
    { name: "PHOENIX_DEFAULT_RETENTION_POLICY_DAYS", value: String(retentionDays) },
    // Nothing in it calls out: not for statistics, fonts, models or agents.
    { name: "PHOENIX_TELEMETRY_ENABLED", value: "false" },
    { name: "PHOENIX_ALLOW_EXTERNAL_RESOURCES", value: "false" },
    { name: "PHOENIX_ALLOWED_PROVIDERS", value: "NONE" },
    { name: "PHOENIX_DISABLE_AGENT_ASSISTANT", value: "true" },
    { name: "PHOENIX_ENABLE_MCP_SERVER", value: "false" },
  ];
}

function probe(path: string, timing: Pick<ProbeSpec, "periodSeconds" | "failureThreshold">): ProbeSpec {
  return { check: { kind: "http", path, port: "http" }, timeoutSeconds: 3, ...timing };
}

function ingressProxy(context: PlanContext): ProxySidecar {
  return spiffeProxy({
    image: context.image("envoy"),
    workload: PHOENIX.name,
    trustDomain: context.config.trustDomain,
    spiffeId: context.spiffeId(PHOENIX.identityPath),
    listen: { name: "spiffe", port: PHOENIX.port },
    upstreamPort: PLAIN_PORT,
    allowedSpiffeIds: [context.spiffeId(COLLECTOR.identityPath)],
  });
}

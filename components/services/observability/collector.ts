import type { PlanContext } from "../../platform/context.ts";
import { spiffeEgressProxy, spiffeProxy, type ProxySidecar } from "../../workload/spiffeProxy.ts";
import type { ContainerSpec, ProbeSpec, WorkloadSpec } from "../../workload/spec.ts";
import { ENFORCEMENT_POINTS } from "../gateway/contract.ts";
import { collectorConfig, HEALTH_PORT, OTLP_PORT, PHOENIX_LOOPBACK_PORT } from "./collectorConfig.ts";
import { COLLECTOR, OBSERVABILITY_NAMESPACE, PHOENIX } from "./contract.ts";
import { PHOENIX_SECRETS } from "./phoenixSecrets.ts";

const CONFIG_DIRECTORY = "/etc/otelcol";
const CONFIG_FILE = "collector.json";

/** The collector between two proxies: one admits the gateway by SVID, the other leads to Phoenix and to nothing else. */
export function collectorWorkload(context: PlanContext): WorkloadSpec {
  const proxies = [ingressProxy(context), egressProxy(context)];
  const config = collectorConfig({ selfMetrics: COLLECTOR.selfMetricsPort, metrics: COLLECTOR.metricsPort });
  return {
    name: COLLECTOR.name,
    namespace: OBSERVABILITY_NAMESPACE,
    component: "observability",
    controller: { kind: "Deployment", replicas: context.config.observability.collectorReplicas },
    serviceAccount: { name: COLLECTOR.name },
    identity: { path: COLLECTOR.identityPath, dnsNames: [COLLECTOR.name, COLLECTOR.host], federatesWith: [] },
    imagePullSecrets: context.config.images.pullSecrets,
    containers: [collectorContainer(context), ...proxies.map(({ container }) => container)],
    volumes: [{ kind: "config", name: "config", configMap: COLLECTOR.name }, ...proxies.flatMap(({ volumes }) => volumes)],
    configMaps: [
      { name: COLLECTOR.name, data: { [CONFIG_FILE]: `${JSON.stringify(config, undefined, 2)}\n` } },
      ...proxies.map(({ configMap }) => configMap),
    ],
    services: [
      {
        name: COLLECTOR.name,
        ports: [
          { name: "otlp-grpc", port: COLLECTOR.port, targetPort: "otlp-grpc" },
          { name: "self-metrics", port: COLLECTOR.selfMetricsPort, targetPort: "self-metrics" },
          { name: "metrics", port: COLLECTOR.metricsPort, targetPort: "metrics" },
        ],
      },
    ],
  };
}

function collectorContainer(context: PlanContext): ContainerSpec {
  return {
    name: COLLECTOR.name,
    image: context.image("otelCollector"),
    args: [`--config=${CONFIG_DIRECTORY}/${CONFIG_FILE}`],
    env: [
      // Phoenix takes its bootstrap secret as a bearer token; keys of less power are made in its user interface only.
      { name: "PHOENIX_API_KEY", secret: { name: PHOENIX_SECRETS.name, key: PHOENIX_SECRETS.keys.adminSecret } },
    ],
    ports: [
      { name: "health", port: HEALTH_PORT },
      { name: "self-metrics", port: COLLECTOR.selfMetricsPort },
      { name: "metrics", port: COLLECTOR.metricsPort },
    ],
    mounts: [{ volume: "config", path: CONFIG_DIRECTORY }],
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
    // The proxies hold the identity.
    workloadApi: false,
    liveness: health({ periodSeconds: 10, failureThreshold: 3 }),
    readiness: health({ periodSeconds: 5, failureThreshold: 2 }),
  };
}

function health(timing: Pick<ProbeSpec, "periodSeconds" | "failureThreshold">): ProbeSpec {
  return { check: { kind: "http", path: "/", port: "health" }, timeoutSeconds: 2, ...timing };
}

function ingressProxy(context: PlanContext): ProxySidecar {
  return spiffeProxy({
    ...identity(context),
    listen: { name: "otlp-grpc", port: COLLECTOR.port },
    protocol: "grpc",
    upstreamPort: OTLP_PORT,
    allowedSpiffeIds: ENFORCEMENT_POINTS.map(({ identityPath }) => context.spiffeId(identityPath)).sort(),
  });
}

function egressProxy(context: PlanContext): ProxySidecar {
  return spiffeEgressProxy({
    ...identity(context),
    listenPort: PHOENIX_LOOPBACK_PORT,
    upstream: { host: PHOENIX.host, port: PHOENIX.port, spiffeId: context.spiffeId(PHOENIX.identityPath) },
    alpn: "http/1.1",
  });
}

function identity(
  context: PlanContext,
): Pick<Parameters<typeof spiffeProxy>[0], "image" | "workload" | "trustDomain" | "spiffeId"> {
  return {
    image: context.image("envoy"),
    workload: COLLECTOR.name,
    trustDomain: context.config.trustDomain,
    spiffeId: context.spiffeId(COLLECTOR.identityPath),
  };
}

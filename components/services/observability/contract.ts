/** What other domains may know of the telemetry: where it is taken and as whom. */

export const OBSERVABILITY_NAMESPACE = "observability";

/** OpenTelemetry Collector: OTLP over gRPC, by SPIFFE mTLS. */
export const COLLECTOR = {
  ...service("otel-collector"),
  port: 4317,
  /** Metrics of the collector itself, for Prometheus. */
  selfMetricsPort: 8888,
  /** Metrics the gateway sent, for Prometheus. */
  metricsPort: 8889,
} as const;

/** Phoenix: user interface and trace store, by SPIFFE mTLS. */
export const PHOENIX = { ...service("phoenix"), port: 8443 } as const;

interface Service {
  readonly name: string;
  readonly key: string;
  readonly identityPath: string;
  readonly host: string;
}

function service(name: string): Service {
  return {
    name,
    key: `${OBSERVABILITY_NAMESPACE}/${name}`,
    identityPath: `/ns/${OBSERVABILITY_NAMESPACE}/sa/${name}`,
    host: `${name}.${OBSERVABILITY_NAMESPACE}.svc.cluster.local`,
  };
}

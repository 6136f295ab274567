import type { Flow } from "../../flow/graph.ts";
import type { PlanContext } from "../../platform/context.ts";
import { COLLECTOR, PHOENIX } from "./contract.ts";

/** Edges that start at the telemetry, and scraping. What arrives from the gateway is declared there. */
export function observabilityFlows({ cluster }: PlanContext): readonly Flow[] {
  const traces: Flow = {
    from: { kind: "workload", key: COLLECTOR.key },
    to: { kind: "workload", key: PHOENIX.key },
    ports: [{ port: PHOENIX.port }],
    authentication: { by: "spiffe" },
    purpose: "Hands redacted traces to Phoenix",
  };
  return cluster.peers.prometheus === undefined ? [traces] : [traces, scraping()];
}

function scraping(): Flow {
  return {
    from: { kind: "prometheus" },
    to: { kind: "workload", key: COLLECTOR.key },
    ports: [{ port: COLLECTOR.selfMetricsPort }, { port: COLLECTOR.metricsPort }],
    authentication: {
      by: "plain",
      reason: "The cluster's Prometheus is not part of the trust domain; it may read numbers and nothing else.",
      reference: "palisade:cluster.prometheus",
    },
    purpose: "Scrapes metrics of the gateway and the collector",
  };
}

import { S3_TOOL, TOOL_PORT } from "../tools/contract.ts";

/** A workload the gateway calls: its node, its identity and where it listens. */
export interface Upstream {
  readonly key: string;
  readonly identityPath: string;
  readonly host: string;
  /** The same number as Service port, container port and, behind a proxy, loopback port. */
  readonly port: number;
}

/** Session, rate-limit and approval state. */
export const SESSION_STORE: Upstream = {
  key: "data/valkey",
  identityPath: "/ns/data/sa/valkey",
  host: "valkey.data.svc.cluster.local",
  port: 6380,
};

/** Traces and metrics by OTLP over gRPC. */
export const COLLECTOR: Upstream = {
  key: "observability/otel-collector",
  identityPath: "/ns/observability/sa/otel-collector",
  host: "otel-collector.observability.svc.cluster.local",
  port: 4317,
};

/** The MCP server behind the gateway. */
export const TOOL: Upstream = { key: S3_TOOL.key, identityPath: S3_TOOL.identityPath, host: S3_TOOL.host, port: TOOL_PORT };

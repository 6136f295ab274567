/** Loopback port on which the collector takes OTLP from the proxy in front. */
export const OTLP_PORT = 14317;

/** Loopback port of the proxy that leads to Phoenix. */
export const PHOENIX_LOOPBACK_PORT = 16006;

/** Answers the kubelet's probes. */
export const HEALTH_PORT = 13133;

/** Attributes that hold a credential, whatever its form. Not `token` alone: that is how models count words. */
const SECRET_KEYS = [
  "(?i)(^|[._-])(authorization|cookie|set-cookie|password|passwd|secret|api[._-]?key|private[._-]?key)$",
  "(?i)(^|[._-])(access|refresh|id|auth|bearer|session)[._-]?token$",
];

/** Values that are a credential or name a person, whatever their attribute is called. RE2 syntax. */
const SECRET_VALUES = [
  // JSON Web Tokens.
  "eyJ[A-Za-z0-9_-]+[.]eyJ[A-Za-z0-9_-]+[.][A-Za-z0-9_-]*",
  // AWS access keys.
  "\\b(AKIA|ASIA)[A-Z0-9]{16}\\b",
  "-----BEGIN [A-Z ]*PRIVATE KEY-----",
  // References that the gateway turns into secrets; a dollar sign would be read as a variable.
  "\\x24SPIKE\\x7B[^\\x7D]*\\x7D",
  // Payment cards (Visa, Mastercard, American Express).
  "\\b(4[0-9]{12}([0-9]{3})?|5[1-5][0-9]{14}|3[47][0-9]{13})\\b",
  // United States social security numbers.
  "\\b[0-9]{3}-[0-9]{2}-[0-9]{4}\\b",
  // Addresses of electronic mail.
  "[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+[.][A-Za-z]{2,}",
];

/**
 * Configuration of the OpenTelemetry Collector. Traces go to Phoenix, metrics wait for Prometheus; both are redacted first,
 * because prompts may be in them.
 */
export function collectorConfig(ports: { readonly selfMetrics: number; readonly metrics: number }): object {
  const processors = ["memory_limiter", "redaction", "batch"];
  return {
    receivers: { otlp: { protocols: { grpc: { endpoint: `127.0.0.1:${OTLP_PORT}` } } } },
    processors: {
      memory_limiter: { check_interval: "1s", limit_percentage: 80, spike_limit_percentage: 20 },
      redaction: { allow_all_keys: true, blocked_key_patterns: SECRET_KEYS, blocked_values: SECRET_VALUES, summary: "silent" },
      batch: { timeout: "5s", send_batch_size: 1024 },
    },
    exporters: {
      "otlp_http/phoenix": {
        endpoint: `http://127.0.0.1:${PHOENIX_LOOPBACK_PORT}`,
        headers: { authorization: "Bearer ${env:PHOENIX_API_KEY}" },
      },
      prometheus: { endpoint: `0.0.0.0:${ports.metrics}` },
    },
    extensions: { health_check: { endpoint: `0.0.0.0:${HEALTH_PORT}` } },
    service: {
      extensions: ["health_check"],
      telemetry: {
        logs: { encoding: "json" },
        metrics: { readers: [{ pull: { exporter: { prometheus: { host: "0.0.0.0", port: ports.selfMetrics } } } }] },
      },
      pipelines: {
        traces: { receivers: ["otlp"], processors, exporters: ["otlp_http/phoenix"] },
        metrics: { receivers: ["otlp"], processors, exporters: ["prometheus"] },
      },
    },
  };
}

import { describe, expect, it } from "vitest";
import { collectorConfig } from "../../../../components/services/observability/collectorConfig.ts";

interface Config {
  readonly receivers: object;
  readonly processors: { readonly redaction: { readonly blocked_key_patterns: string[]; readonly blocked_values: string[] } };
  readonly exporters: object;
  readonly service: object;
}

const config = collectorConfig({ selfMetrics: 8888, metrics: 8889 }) as Config;
const { blocked_key_patterns: keys, blocked_values: values } = config.processors.redaction;

/** RE2 writes the flag in the pattern, JavaScript beside it; the rest of these patterns is common to both. */
const matches = (patterns: readonly string[], text: string) =>
  patterns.some((pattern) => new RegExp(pattern.replace("(?i)", ""), pattern.startsWith("(?i)") ? "i" : "").test(text));

describe("the collector's configuration", () => {
  it("takes OTLP from the proxy on the loopback address only [P-26] [P-39]", () => {
    expect(config.receivers).toEqual({ otlp: { protocols: { grpc: { endpoint: "127.0.0.1:14317" } } } });
  });

  it("bounds memory first, redacts next and batches last, on every way out", () => {
    const processors = ["memory_limiter", "redaction", "batch"];
    expect(config.service).toMatchObject({
      pipelines: {
        traces: { receivers: ["otlp"], processors, exporters: ["otlp_http/phoenix"] },
        metrics: { receivers: ["otlp"], processors, exporters: ["prometheus"] },
      },
    });
  });

  it("sends traces through the proxy, with a key that is not in the file", () => {
    expect(config.exporters).toMatchObject({
      "otlp_http/phoenix": {
        endpoint: "http://127.0.0.1:16006",
        headers: { authorization: "Bearer ${env:PHOENIX_API_KEY}" },
      },
    });
  });

  it("holds no dollar sign but that of the one variable, because the collector expands them", () => {
    const dollars = JSON.stringify(config).match(/\$(?!")[^")]*/g) ?? [];
    expect(dollars).toEqual(["${env:PHOENIX_API_KEY}"]);
  });
});

describe("redaction", () => {
  it.each([
    "authorization",
    "http.request.header.Authorization",
    "set-cookie",
    "db.password",
    "x-api-key",
    "apikey",
    "oauth.access_token",
    "session-token",
  ])("masks the attribute %s", (key) => {
    expect(matches(keys, key)).toBe(true);
  });

  it.each(["llm.token_count.prompt", "llm.token_count", "tool.name", "spiffe_id", "http.route", "passwordless", "token_count"])(
    "keeps the attribute %s",
    (key) => {
      expect(matches(keys, key)).toBe(false);
    },
  );

  it.each([
    `token eyJ${"a".repeat(12)}.eyJ${"b".repeat(12)}.sig`,
    "AKIAIOSFODNN7EXAMPLE",
    "-----BEGIN RSA PRIVATE KEY-----",
    "use $SPIKE{ref:0a1b,exp:60} here",
    "4111111111111111",
    "371449635398431",
    "078-05-1120",
    "write to someone@example.com",
  ])("masks the value %s", (value) => {
    expect(matches(values, value)).toBe(true);
  });

  it.each([
    "spiffe://agents.internal/ns/gateway/sa/precinct-gateway",
    "1763726400000",
    "4bf92f3577b34da6a3ce929d0e0e4736",
    "read_file",
    "2026-11-21",
  ])("keeps the value %s", (value) => {
    expect(matches(values, value)).toBe(false);
  });
});

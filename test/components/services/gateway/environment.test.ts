import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { loadBundle } from "../../../../components/services/gateway/bundle.ts";
import { CONTROL, GATEWAY } from "../../../../components/services/gateway/contract.ts";
import { environmentOf, renderEnvironment, type Environment } from "../../../../components/services/gateway/environment.ts";
import { GUARD_MODEL, LOCAL, OAUTH, contextWith, type Change } from "./context.ts";

const bundle = loadBundle("components/services/gateway/bundle");
const artifact = createHash("sha256")
  .update(bundle.get("guard-artifact.bin") ?? "")
  .digest("hex");
const gateway = (change: Change = {}): Environment => environmentOf(contextWith(change), GATEWAY, bundle);
const control = (change: Change = {}): Environment => environmentOf(contextWith(change), CONTROL, bundle);

/** What a change adds, alters or (undefined) removes. */
function difference(from: Environment, to: Environment): Record<string, unknown> {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter(
    (name) => JSON.stringify(from[name]) !== JSON.stringify(to[name]),
  );
  return Object.fromEntries(names.map((name) => [name, to[name]]));
}

test("the gateway's environment in prod, whole [P-63] [P-64] [P-97]", () => {
  expect(gateway()).toEqual({
    ENFORCEMENT_PROFILE: "prod_standard",
    SPIFFE_MODE: "prod",
    SPIFFE_TRUST_DOMAIN: "agents.internal",
    MCP_TRANSPORT_MODE: "mcp",
    ENFORCE_MODEL_MEDIATION_GATE: "true",
    ENFORCE_HIPAA_PROMPT_SAFETY_GATE: "false",
    MODEL_POLICY_INTENT_PREPEND_ENABLED: "true",
    ADMIN_AUTHZ_ALLOWED_SPIFFE_IDS: "spiffe://agents.internal/ns/ops/sa/gateway-admin",
    APPROVAL_SIGNING_KEY: { secret: "approval_signing_key" },
    APPROVAL_DEFAULT_TTL_SECONDS: "600",
    APPROVAL_MAX_TTL_SECONDS: "3600",
    UNKNOWN_DATA_SOURCE_POLICY: "block",
    SPIFFE_LISTEN_PORT: "9443",
    PUBLIC_LISTEN_PORT: "0",
    UPSTREAM_AUTHZ_ALLOWED_SPIFFE_IDS: "spiffe://agents.internal/ns/tools/sa/s3-mcp-tool",
    KEYDB_AUTHZ_ALLOWED_SPIFFE_IDS: "spiffe://agents.internal/ns/data/sa/valkey",
    UPSTREAM_URL: "https://s3-mcp-server.tools.svc.cluster.local:8443/",
    KEYDB_URL: "rediss://valkey.data.svc.cluster.local:6380",
    OPA_POLICY_DIR: "/config/opa",
    OPA_POLICY_PATH: "/config/opa/mcp_policy.rego",
    OPA_POLICY_PUBLIC_KEY: "/config/files/attestation-ed25519.pub",
    UI_CAPABILITY_GRANTS_PATH: "/config/opa/ui_capability_grants.yaml",
    TOOL_REGISTRY_CONFIG_PATH: "/config/files/tool-registry.yaml",
    TOOL_REGISTRY_PUBLIC_KEY: "/config/files/attestation-ed25519.pub",
    MODEL_PROVIDER_CATALOG_PATH: "/config/files/model-provider-catalog.v2.yaml",
    MODEL_PROVIDER_CATALOG_PUBLIC_KEY: "/config/files/attestation-ed25519.pub",
    GUARD_ARTIFACT_PATH: "/config/files/guard-artifact.bin",
    GUARD_ARTIFACT_SHA256: artifact,
    GUARD_ARTIFACT_SIGNATURE_PATH: "/config/files/guard-artifact.bin.sig",
    GUARD_ARTIFACT_PUBLIC_KEY: "/config/files/attestation-ed25519.pub",
    DESTINATIONS_CONFIG_PATH: "/config/files/destinations.yaml",
    RISK_THRESHOLDS_PATH: "/config/files/risk_thresholds.yaml",
    CAPABILITY_REGISTRY_V2_PATH: "/config/files/capability-registry-v2.yaml",
    EXTENSION_REGISTRY_PATH: "/config/files/extensions.yaml",
    ALLOWED_BASE_PATH: "/nonexistent",
    MAX_REQUEST_SIZE_BYTES: "10485760",
    RATE_LIMIT_RPM: "600",
    RATE_LIMIT_BURST: "100",
    CIRCUIT_FAILURE_THRESHOLD: "5",
    CIRCUIT_RESET_TIMEOUT: "30",
    CIRCUIT_SUCCESS_THRESHOLD: "2",
    SESSION_TTL: "3600",
    HANDLE_TTL: "300",
    KEYDB_POOL_MIN: "5",
    KEYDB_POOL_MAX: "20",
    MCP_PROBE_TIMEOUT: "5",
    MCP_DETECT_TIMEOUT: "15",
    MCP_REQUEST_TIMEOUT: "30",
    DEEP_SCAN_FALLBACK: "fail_closed",
    DEEP_SCAN_TIMEOUT: "5",
    GUARD_MODEL_ENDPOINT: "https://guard-model.invalid/v1",
    AUDIT_LOG_PATH: "/var/log/gateway/audit.jsonl",
    LOG_LEVEL: "info",
    OTEL_EXPORTER_OTLP_ENDPOINT: "127.0.0.1:4317",
    OTEL_SERVICE_NAME: "precinct-gateway",
  });
});

describe("what changes", () => {
  test("for the control plane", () => {
    expect(difference(gateway(), control())).toEqual({ OTEL_SERVICE_NAME: "precinct-control" });
  });

  test("for the regulated profile", () => {
    expect(difference(gateway(), gateway({ gateway: { enforcementProfile: "prod_regulated_hipaa" } }))).toEqual({
      ENFORCEMENT_PROFILE: "prod_regulated_hipaa",
      ENFORCE_HIPAA_PROMPT_SAFETY_GATE: "true",
    });
  });

  test("for the dev profile: the mediation gate stays on", () => {
    expect(difference(gateway(), gateway({ gateway: { enforcementProfile: "dev" } }))).toEqual({ ENFORCEMENT_PROFILE: "dev" });
  });

  test("for header identity: only then the insecure variables exist, and both upstreams go through the proxy [P-61]", () => {
    expect(difference(gateway(), gateway(LOCAL))).toEqual({
      ENFORCEMENT_PROFILE: "dev",
      SPIFFE_MODE: "dev",
      SPIFFE_LISTEN_PORT: undefined,
      PUBLIC_LISTEN_PORT: undefined,
      PORT: "9090",
      ALLOW_INSECURE_DEV_MODE: "true",
      DEV_LISTEN_HOST: "0.0.0.0",
      ALLOW_NON_LOOPBACK_DEV_BIND: "true",
      UPSTREAM_URL: "http://127.0.0.1:8443/",
      KEYDB_URL: "redis://127.0.0.1:6380",
    });
  });

  test("for a public listener, on the gateway alone", () => {
    expect(difference(gateway(), gateway({ gateway: { oauth: OAUTH } }))).toEqual({
      PUBLIC_LISTEN_PORT: "9090",
      PUBLIC_LISTEN_HOST: "0.0.0.0",
      PUBLIC_ROUTE_ALLOWLIST: "/,/health,/.well-known/oauth-protected-resource",
      OAUTH_RESOURCE_SERVER_CONFIG_PATH: "/config/files/oauth-resource-server.yaml",
    });
    expect(difference(control(), control({ gateway: { oauth: OAUTH } }))).toEqual({
      OAUTH_RESOURCE_SERVER_CONFIG_PATH: "/config/files/oauth-resource-server.yaml",
    });
  });

  test("for a guard model: its key comes from the Secret", () => {
    expect(difference(gateway(), gateway({ gateway: { guardModel: GUARD_MODEL } }))).toEqual({
      GUARD_MODEL_ENDPOINT: "https://guard.corp.internal/v1",
      GUARD_MODEL_NAME: "prompt-guard",
      GUARD_API_KEY: { secret: "guard_api_key" },
    });
  });

  test("for limits and administrators", () => {
    const change = { rateLimit: { rpm: 60, burst: 5 }, adminSpiffeIds: ["/ns/ops/sa/a", "/ns/ops/sa/b"] };
    expect(difference(gateway(), gateway({ gateway: change }))).toEqual({
      RATE_LIMIT_RPM: "60",
      RATE_LIMIT_BURST: "5",
      ADMIN_AUTHZ_ALLOWED_SPIFFE_IDS: "spiffe://agents.internal/ns/ops/sa/a,spiffe://agents.internal/ns/ops/sa/b",
    });
  });
});

test("SPIKE, which comes with another issue, is not pretended", () => {
  expect(gateway()).not.toHaveProperty("SPIKE_NEXUS_URL");
});

test("variables are rendered in the order of their names, secrets by reference", () => {
  const rendered = renderEnvironment(gateway());
  expect(rendered.map(({ name }) => name)).toEqual(Object.keys(gateway()).sort());
  expect(rendered.find(({ name }) => name === "APPROVAL_SIGNING_KEY")).toEqual({
    name: "APPROVAL_SIGNING_KEY",
    secret: { name: "gateway-runtime-secrets", key: "approval_signing_key" },
  });
});

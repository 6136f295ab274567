import { createHash } from "node:crypto";
import type { PlanContext } from "../../platform/context.ts";
import type { EnvSpec } from "../../workload/spec.ts";
import { STATE_STORE } from "../data/contract.ts";
import { COLLECTOR } from "../observability/contract.ts";
import { S3_TOOL } from "../tools/contract.ts";
import { GUARD_ARTIFACT, OAUTH_FILE, PUBLIC_KEY, type Bundle } from "./bundle.ts";
import { HTTP_PORT, SPIFFE_PORT, type EnforcementPoint } from "./contract.ts";

/** Secret with the keys the gateway reads at start-up. */
export const RUNTIME_SECRET = "gateway-runtime-secrets";

/** Where the two halves of the policy bundle are mounted: whole directories, because a subPath mount never updates. */
export const OPA_DIRECTORY = "/config/opa";
export const FILES_DIRECTORY = "/config/files";

/** Where the audit chain is written, on the pod's audit volume. */
export const AUDIT_DIRECTORY = "/var/log/gateway";
export const AUDIT_FILE = `${AUDIT_DIRECTORY}/audit.jsonl`;

/** Name of that volume. */
export const AUDIT_VOLUME = "audit";

/** A variable's text, or the key of {@link RUNTIME_SECRET} that holds it. */
export type Setting = string | { readonly secret: string };

/** Every variable of one binary. What is absent keeps the default compiled into the image. */
export type Environment = Readonly<Record<string, Setting>>;

/**
 * The environment of the gateway or of the control plane, complete and explicit: no variable that matters is left to a default.
 * Names: https://github.com/precinct-dev/PRECINCT/blob/main/docs/configuration-reference.md
 */
export function environmentOf(context: PlanContext, point: EnforcementPoint, bundle: Bundle): Environment {
  return {
    ...enforcement(context),
    ...listeners(context, point),
    ...upstreams(context),
    ...policyFiles(context, bundle),
    ...limits(context),
    ...deepScan(context),
    ...records(point),
  };
}

/** The environment as a container spec says it, in the order of the names. */
export function renderEnvironment(environment: Environment): readonly EnvSpec[] {
  return Object.entries(environment)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, setting]) =>
      typeof setting === "string" ? { name, value: setting } : { name, secret: { name: RUNTIME_SECRET, key: setting.secret } },
    );
}

/** Whether callers prove themselves by a forgeable header instead of an SVID. */
export function acceptsHeaderIdentity(context: PlanContext): boolean {
  return context.config.gateway.spiffeMode === "dev";
}

/** The public listener exists only where OAuth tokens can be verified. */
export function hasPublicListener(context: PlanContext): boolean {
  return context.config.gateway.oauth !== undefined && !acceptsHeaderIdentity(context);
}

function enforcement({ config, spiffeId }: PlanContext): Environment {
  const { enforcementProfile, spiffeMode, adminSpiffeIds } = config.gateway;
  return {
    ENFORCEMENT_PROFILE: enforcementProfile,
    SPIFFE_MODE: spiffeMode,
    SPIFFE_TRUST_DOMAIN: config.trustDomain,
    MCP_TRANSPORT_MODE: "mcp",
    ENFORCE_MODEL_MEDIATION_GATE: "true",
    ENFORCE_HIPAA_PROMPT_SAFETY_GATE: String(enforcementProfile === "prod_regulated_hipaa"),
    MODEL_POLICY_INTENT_PREPEND_ENABLED: "true",
    ADMIN_AUTHZ_ALLOWED_SPIFFE_IDS: adminSpiffeIds.map(spiffeId).join(","),
    APPROVAL_SIGNING_KEY: { secret: "approval_signing_key" },
    APPROVAL_DEFAULT_TTL_SECONDS: "600",
    APPROVAL_MAX_TTL_SECONDS: "3600",
    UNKNOWN_DATA_SOURCE_POLICY: "block",
  };
}

/** Both binaries refuse to start when a public port is set without OAuth, although only the gateway listens on it. */
function listeners(context: PlanContext, point: EnforcementPoint): Environment {
  if (acceptsHeaderIdentity(context)) {
    return {
      PORT: String(HTTP_PORT),
      ALLOW_INSECURE_DEV_MODE: "true",
      DEV_LISTEN_HOST: "0.0.0.0",
      ALLOW_NON_LOOPBACK_DEV_BIND: "true",
    };
  }
  const isPublic = point.role === "gateway" && hasPublicListener(context);
  return {
    SPIFFE_LISTEN_PORT: String(SPIFFE_PORT),
    PUBLIC_LISTEN_PORT: isPublic ? String(HTTP_PORT) : "0",
    ...(isPublic
      ? { PUBLIC_LISTEN_HOST: "0.0.0.0", PUBLIC_ROUTE_ALLOWLIST: "/,/health,/.well-known/oauth-protected-resource" }
      : {}),
  };
}

/** In dev mode the binaries speak no TLS of their own: a proxy in the pod carries both edges over SPIFFE mTLS all the same. */
function upstreams(context: PlanContext): Environment {
  const pinned = {
    UPSTREAM_AUTHZ_ALLOWED_SPIFFE_IDS: context.spiffeId(S3_TOOL.identityPath),
    KEYDB_AUTHZ_ALLOWED_SPIFFE_IDS: context.spiffeId(STATE_STORE.identityPath),
  };
  if (acceptsHeaderIdentity(context)) {
    return {
      ...pinned,
      UPSTREAM_URL: `http://127.0.0.1:${S3_TOOL.port}/`,
      KEYDB_URL: `redis://127.0.0.1:${STATE_STORE.port}`,
    };
  }
  return {
    ...pinned,
    UPSTREAM_URL: `https://${S3_TOOL.host}:${S3_TOOL.port}/`,
    KEYDB_URL: `rediss://${STATE_STORE.host}:${STATE_STORE.port}`,
  };
}

function policyFiles(context: PlanContext, bundle: Bundle): Environment {
  const publicKey = file(PUBLIC_KEY);
  return {
    OPA_POLICY_DIR: OPA_DIRECTORY,
    OPA_POLICY_PATH: `${OPA_DIRECTORY}/mcp_policy.rego`,
    OPA_POLICY_PUBLIC_KEY: publicKey,
    UI_CAPABILITY_GRANTS_PATH: `${OPA_DIRECTORY}/ui_capability_grants.yaml`,
    TOOL_REGISTRY_CONFIG_PATH: file("tool-registry.yaml"),
    TOOL_REGISTRY_PUBLIC_KEY: publicKey,
    MODEL_PROVIDER_CATALOG_PATH: file("model-provider-catalog.v2.yaml"),
    MODEL_PROVIDER_CATALOG_PUBLIC_KEY: publicKey,
    GUARD_ARTIFACT_PATH: file(GUARD_ARTIFACT),
    GUARD_ARTIFACT_SHA256: sha256(bundle.get(GUARD_ARTIFACT)),
    GUARD_ARTIFACT_SIGNATURE_PATH: file(`${GUARD_ARTIFACT}.sig`),
    GUARD_ARTIFACT_PUBLIC_KEY: publicKey,
    DESTINATIONS_CONFIG_PATH: file("destinations.yaml"),
    RISK_THRESHOLDS_PATH: file("risk_thresholds.yaml"),
    CAPABILITY_REGISTRY_V2_PATH: file("capability-registry-v2.yaml"),
    EXTENSION_REGISTRY_PATH: file("extensions.yaml"),
    // Rules on paths are anchored here: the image has nothing below it, so a path outside any volume matches no rule.
    ALLOWED_BASE_PATH: "/nonexistent",
    ...(hasPublicListener(context) ? { OAUTH_RESOURCE_SERVER_CONFIG_PATH: file(OAUTH_FILE) } : {}),
  };
}

function limits({ config }: PlanContext): Environment {
  const { rpm, burst } = config.gateway.rateLimit;
  return {
    MAX_REQUEST_SIZE_BYTES: "10485760",
    RATE_LIMIT_RPM: String(rpm),
    RATE_LIMIT_BURST: String(burst),
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
  };
}

/** Without a guard model the image would call a public one by default: a name that never resolves (RFC 2606) keeps prompts inside. */
function deepScan({ config }: PlanContext): Environment {
  const { guardModel } = config.gateway;
  const closed = { DEEP_SCAN_FALLBACK: "fail_closed", DEEP_SCAN_TIMEOUT: "5" };
  if (guardModel === undefined) return { ...closed, GUARD_MODEL_ENDPOINT: "https://guard-model.invalid/v1" };
  return {
    ...closed,
    GUARD_MODEL_ENDPOINT: guardModel.endpoint,
    GUARD_MODEL_NAME: guardModel.name,
    GUARD_API_KEY: { secret: "guard_api_key" },
  };
}

function records(point: EnforcementPoint): Environment {
  return {
    AUDIT_LOG_PATH: AUDIT_FILE,
    LOG_LEVEL: "info",
    OTEL_EXPORTER_OTLP_ENDPOINT: `127.0.0.1:${COLLECTOR.port}`,
    OTEL_SERVICE_NAME: point.name,
  };
}

function file(name: string): string {
  return `${FILES_DIRECTORY}/${name}`;
}

function sha256(content: Buffer | undefined): string {
  return content === undefined ? "" : createHash("sha256").update(content).digest("hex");
}

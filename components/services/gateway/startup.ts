import { createHash } from "node:crypto";
import type { Problem } from "../../shared/problem.ts";
import type { ContainerSpec, EnvSpec, WorkloadSpec } from "../../workload/spec.ts";
import { yamlOf } from "./bundle.ts";

/** What the process in a container sees when it starts: its variables and the configuration files mounted into it. */
interface StartupView {
  /** Text of a variable; a variable that comes from a Secret has no text here. */
  readonly env: ReadonlyMap<string, string | undefined>;
  readonly files: ReadonlyMap<string, Buffer>;
}

/** One condition under which PRECINCT's binaries refuse to start. */
interface StartupCheck {
  readonly variable: string;
  readonly when: (view: StartupView) => boolean;
  readonly holds: (view: StartupView, variable: string) => boolean;
  readonly allowed: string;
  readonly change: string;
}

/**
 * Everything that would stop a PRECINCT binary at start-up, found on the plan instead of in a crash loop.
 * Mirrors internal/gateway/{startup_hardening,enforcement_profile,gateway,config}.go and adds the bind clash and the trust
 * domain, which the binaries find out too late or not at all.
 */
export function startupProblems(workload: WorkloadSpec): readonly Problem[] {
  const container = workload.containers[0];
  if (container === undefined) return [];
  const view = startupView(workload, container);
  return CHECKS.filter((check) => check.when(view) && !check.holds(view, check.variable)).map((check) => ({
    path: `workload ${workload.namespace}/${workload.name} ${check.variable}`,
    given: describe(view, check.variable),
    allowed: check.allowed,
    change: check.change,
  }));
}

/** Variables and files of a container, taken from the spec that becomes the pod. */
function startupView(workload: WorkloadSpec, container: ContainerSpec): StartupView {
  const env = (container.env ?? []).map(
    (variable: EnvSpec) => [variable.name, "value" in variable ? variable.value : undefined] as const,
  );
  const files = (container.mounts ?? []).flatMap(({ volume, path }) => {
    const source = workload.volumes?.find((candidate) => candidate.name === volume);
    const config = source?.kind === "config" ? workload.configMaps?.find(({ name }) => name === source.configMap) : undefined;
    const text = Object.entries(config?.data ?? {}).map(([name, content]) => [`${path}/${name}`, Buffer.from(content)] as const);
    const binary = Object.entries(config?.binaryData ?? {}).map(
      ([name, content]) => [`${path}/${name}`, Buffer.from(content, "base64")] as const,
    );
    return [...text, ...binary];
  });
  return { env: new Map(env), files: new Map(files) };
}

const always = (): boolean => true;
const strict = (view: StartupView): boolean =>
  ["prod_standard", "prod_regulated_hipaa"].includes(text(view, "ENFORCEMENT_PROFILE"));
const hipaa = (view: StartupView): boolean => text(view, "ENFORCEMENT_PROFILE") === "prod_regulated_hipaa";
const prod = (view: StartupView): boolean => text(view, "SPIFFE_MODE") === "prod";
const dev = (view: StartupView): boolean => text(view, "SPIFFE_MODE") === "dev";
const publicListener = (view: StartupView): boolean => prod(view) && text(view, "PUBLIC_LISTEN_PORT") !== "0";
const nonLoopback = (view: StartupView): boolean =>
  dev(view) && !["127.0.0.1", "localhost", "::1"].includes(text(view, "DEV_LISTEN_HOST"));

const CHECKS: readonly StartupCheck[] = [
  equal("ENFORCEMENT_PROFILE", ["dev", "prod_standard", "prod_regulated_hipaa"], always),
  equal("SPIFFE_MODE", ["dev", "prod"], always),
  equal("SPIFFE_MODE", ["prod"], strict),
  equal("MCP_TRANSPORT_MODE", ["mcp"], strict),
  equal("ENFORCE_MODEL_MEDIATION_GATE", ["true"], strict),
  equal("ENFORCE_HIPAA_PROMPT_SAFETY_GATE", ["true"], hipaa),
  equal("ALLOW_INSECURE_DEV_MODE", ["true"], dev),
  equal("ALLOW_NON_LOOPBACK_DEV_BIND", ["true"], nonLoopback),
  {
    variable: "APPROVAL_SIGNING_KEY",
    when: strict,
    holds: ({ env }, variable) => env.has(variable) && env.get(variable) === undefined,
    allowed: "a strict profile needs a key of at least 32 characters, and it must come from a Secret",
    change: "reference the Secret gateway-runtime-secrets",
  },
  {
    variable: "UPSTREAM_URL",
    when: strict,
    holds: (view, variable) => text(view, variable).startsWith("https://"),
    allowed: "a strict profile reaches tools over https only",
    change: "use the https address of the tool server",
  },
  given("KEYDB_URL", strict),
  given("ADMIN_AUTHZ_ALLOWED_SPIFFE_IDS", strict),
  given("SPIFFE_TRUST_DOMAIN", always),
  ...["ADMIN_AUTHZ_ALLOWED_SPIFFE_IDS", "UPSTREAM_AUTHZ_ALLOWED_SPIFFE_IDS", "KEYDB_AUTHZ_ALLOWED_SPIFFE_IDS"].map(inTrustDomain),
  ...[
    "TOOL_REGISTRY_CONFIG_PATH",
    "TOOL_REGISTRY_PUBLIC_KEY",
    "OPA_POLICY_PUBLIC_KEY",
    "MODEL_PROVIDER_CATALOG_PATH",
    "MODEL_PROVIDER_CATALOG_PUBLIC_KEY",
    "GUARD_ARTIFACT_PATH",
    "GUARD_ARTIFACT_PUBLIC_KEY",
    "DESTINATIONS_CONFIG_PATH",
    "RISK_THRESHOLDS_PATH",
  ].map((variable) => mounted(variable, strict)),
  mounted("EXTENSION_REGISTRY_PATH", (view) => text(view, "EXTENSION_REGISTRY_PATH") !== ""),
  {
    variable: "OPA_POLICY_DIR",
    when: always,
    holds: ({ files, env }, variable) =>
      [...files.keys()].some((path) => path.startsWith(`${env.get(variable)}/`) && path.endsWith(".rego")),
    allowed: "the folder must hold at least one .rego file",
    change: "mount the policies there",
  },
  {
    variable: "GUARD_ARTIFACT_SHA256",
    when: strict,
    holds: (view, variable) => text(view, variable) === sha256(fileAt(view, "GUARD_ARTIFACT_PATH")),
    allowed: "must be the SHA-256 of the file at GUARD_ARTIFACT_PATH",
    change: "compute the digest from the mounted file",
  },
  {
    variable: "MODEL_PROVIDER_CATALOG_PATH",
    when: (view) => fileAt(view, "MODEL_PROVIDER_CATALOG_PATH") !== undefined,
    holds: (view, variable) => isCatalog(fileAt(view, variable)),
    allowed: "the catalog needs a version and at least one provider",
    change: "complete model-provider-catalog.v2.yaml and sign it again",
  },
  {
    variable: "PUBLIC_LISTEN_PORT",
    when: publicListener,
    holds: (view, variable) => text(view, variable) !== text(view, "SPIFFE_LISTEN_PORT"),
    allowed: "two listeners cannot share a port",
    change: "give SPIFFE_LISTEN_PORT and PUBLIC_LISTEN_PORT different numbers, or 0 for no public listener",
  },
  {
    variable: "OAUTH_RESOURCE_SERVER_CONFIG_PATH",
    when: publicListener,
    holds: (view, variable) => isOAuth(fileAt(view, variable)),
    allowed: "a public listener needs a file with issuer, audience and jwks_url",
    change: "set palisade:gateway.oauth, or PUBLIC_LISTEN_PORT to 0",
  },
];

function equal(variable: string, allowed: readonly string[], when: StartupCheck["when"]): StartupCheck {
  return {
    variable,
    when,
    holds: (view) => allowed.includes(text(view, variable)),
    allowed: `must be ${allowed.join(" or ")}`,
    change: `set ${variable}`,
  };
}

function given(variable: string, when: StartupCheck["when"]): StartupCheck {
  return {
    variable,
    when,
    holds: (view) => text(view, variable) !== "",
    allowed: "must not be empty",
    change: `set ${variable}`,
  };
}

function mounted(variable: string, when: StartupCheck["when"]): StartupCheck {
  return {
    variable,
    when,
    holds: (view) => fileAt(view, variable) !== undefined,
    allowed: "must name a file that is mounted",
    change: "add the file to the policy bundle",
  };
}

function inTrustDomain(variable: string): StartupCheck {
  return {
    variable,
    when: (view) => text(view, variable) !== "",
    holds: (view) =>
      text(view, variable)
        .split(",")
        .every((id) => id.startsWith(`spiffe://${text(view, "SPIFFE_TRUST_DOMAIN")}/`)),
    allowed: "every SPIFFE ID must be of SPIFFE_TRUST_DOMAIN",
    change: "use one trust domain everywhere",
  };
}

function text(view: StartupView, variable: string): string {
  return view.env.get(variable) ?? "";
}

function fileAt(view: StartupView, variable: string): Buffer | undefined {
  return view.files.get(text(view, variable));
}

function isCatalog(content: Buffer | undefined): boolean {
  const catalog = yamlOf(content) as { version?: string; providers?: readonly unknown[] } | null | undefined;
  return Boolean(catalog?.version) && (catalog?.providers ?? []).length > 0;
}

function isOAuth(content: Buffer | undefined): boolean {
  const server = (yamlOf(content) as { oauth_resource_server?: Record<string, unknown> } | null | undefined)
    ?.oauth_resource_server;
  return ["issuer", "audience", "jwks_url"].every((field) => typeof server?.[field] === "string" && server[field] !== "");
}

function sha256(content: Buffer | undefined): string {
  return content === undefined ? "missing" : createHash("sha256").update(content).digest("hex");
}

function describe({ env }: StartupView, variable: string): string {
  if (!env.has(variable)) return "was not set";
  if (variable === "APPROVAL_SIGNING_KEY") return "is written into the manifest";
  const value = env.get(variable);
  return value === undefined ? "comes from a Secret" : `was "${value}"`;
}

import { describe, expect, test } from "vitest";
import { loadBundle } from "../../../../components/services/gateway/bundle.ts";
import { startupProblems } from "../../../../components/services/gateway/startup.ts";
import { gatewayWorkloads } from "../../../../components/services/gateway/workloads.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";
import type { EnvSpec, WorkloadSpec } from "../../../../components/workload/spec.ts";
import { LOCAL, OAUTH, contextWith, type Change } from "./context.ts";

const bundle = loadBundle("components/services/gateway/bundle");

function gatewayOf(change: Change = {}): WorkloadSpec {
  const [gateway] = gatewayWorkloads(contextWith(change), bundle);
  if (gateway === undefined) throw new Error("no gateway planned");
  return gateway;
}

const STRICT = gatewayOf();
const HIPAA = gatewayOf({ gateway: { enforcementProfile: "prod_regulated_hipaa" } });
const RELAXED = gatewayOf({ gateway: { enforcementProfile: "dev" } });
const PUBLIC = gatewayOf({ gateway: { oauth: OAUTH } });
const HEADER = gatewayOf(LOCAL);

/** The same workload with one variable set to a text, or removed. */
function withVariable(workload: WorkloadSpec, name: string, value: string | undefined): WorkloadSpec {
  const [first, ...rest] = workload.containers;
  if (first === undefined) throw new Error("no container");
  const others = (first.env ?? []).filter((variable) => variable.name !== name);
  const env: readonly EnvSpec[] = value === undefined ? others : [...others, { name, value }];
  return { ...workload, containers: [{ ...first, env }, ...rest] };
}

/** The same workload with one mounted file rewritten, or removed. */
function withFile(workload: WorkloadSpec, file: string, content: string | undefined): WorkloadSpec {
  const rewrite = (data: Readonly<Record<string, string>> | undefined, text: string | undefined): Record<string, string> =>
    Object.fromEntries(
      Object.entries(data ?? {}).flatMap(([name, old]) =>
        name !== file ? [[name, old]] : text === undefined ? [] : [[name, text]],
      ),
    );
  const encoded = content === undefined ? undefined : Buffer.from(content).toString("base64");
  return {
    ...workload,
    configMaps: (workload.configMaps ?? []).map((map) => ({
      ...map,
      data: rewrite(map.data, content),
      binaryData: rewrite(map.binaryData, encoded),
    })),
  };
}

const messages = (workload: WorkloadSpec): readonly string[] => startupProblems(workload).map(describeProblem);
const at = (rest: string): string => `workload gateway/precinct-gateway ${rest}`;

describe("a workload as planned starts", () => {
  test.each(Object.entries({ STRICT, HIPAA, RELAXED, PUBLIC, HEADER }))("%s", (_, workload) => {
    expect(messages(workload)).toEqual([]);
  });

  test("the control plane too, in every mode", () => {
    const controls = [{}, LOCAL, { gateway: { oauth: OAUTH } }].map((change) => gatewayWorkloads(contextWith(change), bundle)[1]);
    expect(controls.flatMap((workload) => (workload === undefined ? ["missing"] : messages(workload)))).toEqual([]);
  });
});

describe("the strict profile refuses", () => {
  test.each([
    ["SPIFFE_MODE", "dev", 'was "dev"; must be prod; set SPIFFE_MODE'],
    ["MCP_TRANSPORT_MODE", "proxy", 'was "proxy"; must be mcp; set MCP_TRANSPORT_MODE'],
    ["ENFORCE_MODEL_MEDIATION_GATE", "false", 'was "false"; must be true; set ENFORCE_MODEL_MEDIATION_GATE'],
    ["KEYDB_URL", "", 'was ""; must not be empty; set KEYDB_URL'],
    ["KEYDB_URL", undefined, "was not set; must not be empty; set KEYDB_URL"],
    ["ADMIN_AUTHZ_ALLOWED_SPIFFE_IDS", "", 'was ""; must not be empty; set ADMIN_AUTHZ_ALLOWED_SPIFFE_IDS'],
    [
      "UPSTREAM_URL",
      "http://s3-mcp-server.tools.svc.cluster.local:8082/",
      'was "http://s3-mcp-server.tools.svc.cluster.local:8082/"; a strict profile reaches tools over https only; use the https address of the tool server',
    ],
    [
      "GUARD_ARTIFACT_SHA256",
      "00",
      'was "00"; must be the SHA-256 of the file at GUARD_ARTIFACT_PATH; compute the digest from the mounted file',
    ],
  ])("%s = %s", (name, value, rest) => {
    expect(messages(withVariable(STRICT, name, value))).toContain(at(`${name}: ${rest}`));
  });

  test("an approval key written into the manifest, without showing it", () => {
    const rest =
      "a strict profile needs a key of at least 32 characters, and it must come from a Secret; reference the Secret gateway-runtime-secrets";
    expect(messages(withVariable(STRICT, "APPROVAL_SIGNING_KEY", "k".repeat(40)))).toEqual([
      at(`APPROVAL_SIGNING_KEY: is written into the manifest; ${rest}`),
    ]);
    expect(messages(withVariable(STRICT, "APPROVAL_SIGNING_KEY", undefined))).toEqual([
      at(`APPROVAL_SIGNING_KEY: was not set; ${rest}`),
    ]);
  });

  test.each([
    ["TOOL_REGISTRY_CONFIG_PATH", "tool-registry.yaml"],
    ["DESTINATIONS_CONFIG_PATH", "destinations.yaml"],
    ["RISK_THRESHOLDS_PATH", "risk_thresholds.yaml"],
    ["MODEL_PROVIDER_CATALOG_PATH", "model-provider-catalog.v2.yaml"],
    ["EXTENSION_REGISTRY_PATH", "extensions.yaml"],
  ])("%s when the file is not mounted", (name, file) => {
    expect(messages(withFile(STRICT, file, undefined))).toEqual([
      at(`${name}: was "/config/files/${file}"; must name a file that is mounted; add the file to the policy bundle`),
    ]);
  });

  test("all four public keys when the file is not mounted", () => {
    const variables = ["TOOL_REGISTRY", "OPA_POLICY", "MODEL_PROVIDER_CATALOG", "GUARD_ARTIFACT"];
    expect(messages(withFile(STRICT, "attestation-ed25519.pub", undefined))).toEqual(
      expect.arrayContaining(
        variables.map((name) =>
          at(
            `${name}_PUBLIC_KEY: was "/config/files/attestation-ed25519.pub"; must name a file that is mounted; add the file to the policy bundle`,
          ),
        ),
      ),
    );
  });

  test("a guard artifact that is not the one of the digest", () => {
    const [message] = messages(withFile(STRICT, "guard-artifact.bin", "other"));
    expect(message).toMatch(/^workload gateway\/precinct-gateway GUARD_ARTIFACT_SHA256: was "[0-9a-f]{64}"; must be the SHA-256/);
  });

  test.each([
    ["no version", "providers: [{ name: a }]"],
    ["no provider", "version: v2.0.0\nproviders: []"],
    ["no YAML", "a: b: c"],
  ])("a model catalog with %s", (_, content) => {
    expect(messages(withFile(STRICT, "model-provider-catalog.v2.yaml", content))).toEqual([
      at(
        'MODEL_PROVIDER_CATALOG_PATH: was "/config/files/model-provider-catalog.v2.yaml"; the catalog needs a version and at least one provider; complete model-provider-catalog.v2.yaml and sign it again',
      ),
    ]);
  });

  test("nothing of this in the dev profile, but for the catalog's content", () => {
    const names = [
      "KEYDB_URL",
      "ADMIN_AUTHZ_ALLOWED_SPIFFE_IDS",
      "APPROVAL_SIGNING_KEY",
      "MCP_TRANSPORT_MODE",
      "GUARD_ARTIFACT_SHA256",
    ];
    expect(messages(names.reduce((workload, name) => withVariable(workload, name, undefined), RELAXED))).toEqual([]);
  });
});

describe("the regulated profile refuses", () => {
  test("to run without the prompt safety gate, which the standard profile does not need", () => {
    expect(messages(withVariable(HIPAA, "ENFORCE_HIPAA_PROMPT_SAFETY_GATE", "false"))).toEqual([
      at('ENFORCE_HIPAA_PROMPT_SAFETY_GATE: was "false"; must be true; set ENFORCE_HIPAA_PROMPT_SAFETY_GATE'),
    ]);
    expect(messages(withVariable(STRICT, "ENFORCE_HIPAA_PROMPT_SAFETY_GATE", "false"))).toEqual([]);
  });
});

describe("every profile refuses", () => {
  test("a profile the binary does not know", () => {
    expect(messages(withVariable(RELAXED, "ENFORCEMENT_PROFILE", "prod"))).toEqual([
      at('ENFORCEMENT_PROFILE: was "prod"; must be dev or prod_standard or prod_regulated_hipaa; set ENFORCEMENT_PROFILE'),
    ]);
  });

  test("an empty policy folder", () => {
    expect(
      messages({ ...RELAXED, configMaps: (RELAXED.configMaps ?? []).filter(({ name }) => !name.endsWith("-policies")) }),
    ).toEqual([at('OPA_POLICY_DIR: was "/config/opa"; the folder must hold at least one .rego file; mount the policies there')]);
  });

  test("two trust domains", () => {
    expect(messages(withVariable(RELAXED, "SPIFFE_TRUST_DOMAIN", "poc.local"))).toEqual(
      ["ADMIN_AUTHZ_ALLOWED_SPIFFE_IDS", "UPSTREAM_AUTHZ_ALLOWED_SPIFFE_IDS", "KEYDB_AUTHZ_ALLOWED_SPIFFE_IDS"].map((name) =>
        expect.stringMatching(
          new RegExp(
            `${name}: was "spiffe://agents.internal/.*"; every SPIFFE ID must be of SPIFFE_TRUST_DOMAIN; use one trust domain everywhere$`,
          ),
        ),
      ),
    );
    expect(messages(withVariable(RELAXED, "KEYDB_AUTHZ_ALLOWED_SPIFFE_IDS", "spiffe://agents.internal.evil.org/a"))).toHaveLength(
      1,
    );
  });
});

describe("the listeners", () => {
  test("may not share a port, which upstream's own overlays do", () => {
    expect(messages(withVariable(PUBLIC, "SPIFFE_LISTEN_PORT", "9090"))).toEqual([
      at(
        'PUBLIC_LISTEN_PORT: was "9090"; two listeners cannot share a port; give SPIFFE_LISTEN_PORT and PUBLIC_LISTEN_PORT different numbers, or 0 for no public listener',
      ),
    ]);
    expect(messages(withVariable(STRICT, "SPIFFE_LISTEN_PORT", "9090"))).toEqual([]);
  });

  test("a public one needs OAuth, and an unset port means 9090, not none", () => {
    const rest =
      "a public listener needs a file with issuer, audience and jwks_url; set palisade:gateway.oauth, or PUBLIC_LISTEN_PORT to 0";
    expect(messages(withVariable(STRICT, "PUBLIC_LISTEN_PORT", "9090"))).toEqual([
      at(`OAUTH_RESOURCE_SERVER_CONFIG_PATH: was not set; ${rest}`),
    ]);
    expect(messages(withVariable(STRICT, "PUBLIC_LISTEN_PORT", undefined))).toEqual([
      at(`OAUTH_RESOURCE_SERVER_CONFIG_PATH: was not set; ${rest}`),
    ]);
    const incomplete = withFile(
      PUBLIC,
      "oauth-resource-server.yaml",
      "oauth_resource_server: { issuer: https://a, audience: gateway }",
    );
    expect(messages(incomplete)).toEqual([
      at(`OAUTH_RESOURCE_SERVER_CONFIG_PATH: was "/config/files/oauth-resource-server.yaml"; ${rest}`),
    ]);
  });

  test("in dev mode need both acknowledgements, the second only beyond the loopback address", () => {
    expect(messages(withVariable(HEADER, "ALLOW_INSECURE_DEV_MODE", undefined))).toEqual([
      at("ALLOW_INSECURE_DEV_MODE: was not set; must be true; set ALLOW_INSECURE_DEV_MODE"),
    ]);
    const unacknowledged = withVariable(HEADER, "ALLOW_NON_LOOPBACK_DEV_BIND", undefined);
    expect(messages(unacknowledged)).toEqual([
      at("ALLOW_NON_LOOPBACK_DEV_BIND: was not set; must be true; set ALLOW_NON_LOOPBACK_DEV_BIND"),
    ]);
    expect(messages(withVariable(unacknowledged, "DEV_LISTEN_HOST", "127.0.0.1"))).toEqual([]);
  });
});

import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import {
  EXAMPLE_BUNDLE_KEY_FINGERPRINT,
  SIGNED_FILES,
  UNSIGNED_FILES,
  bundleData,
  bundleKeyFingerprint,
  loadBundle,
  signBundle,
  verifyBundle,
  type Bundle,
} from "../../../../components/services/gateway/bundle.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";

const EXAMPLE = "components/services/gateway/bundle";
const { privateKey } = generateKeyPairSync("ed25519");
const good = signBundle(loadBundle(EXAMPLE), privateKey);

const messages = (bundle: Bundle): readonly string[] => verifyBundle(bundle, "policy").map(describeProblem);
const without = (name: string): Bundle => new Map([...good].filter(([other]) => other !== name));
const withFile = (name: string, content: string): Bundle => new Map([...good, [name, Buffer.from(content)]]);
const demand = "a complete bundle signed by one Ed25519 key";

describe("the shipped example bundle", () => {
  const example = loadBundle(EXAMPLE);

  test("is complete and its signatures verify", () => {
    expect(verifyBundle(example, EXAMPLE)).toEqual([]);
  });

  test("carries the key that the example-value guard knows", () => {
    expect(bundleKeyFingerprint(example)).toBe(EXAMPLE_BUNDLE_KEY_FINGERPRINT);
  });

  test("holds exactly the files the gateway reads", () => {
    const signatures = SIGNED_FILES.map((name) => `${name}.sig`);
    expect([...example.keys()].sort()).toEqual([...SIGNED_FILES, ...UNSIGNED_FILES, ...signatures].sort());
  });

  test("fits in two ConfigMaps with room to spare", () => {
    const sizes = (["opa", "files"] as const).map((half) => JSON.stringify(bundleData(example, half)).length);
    expect(Math.max(...sizes)).toBeLessThan(64 * 1024);
  });

  test("keeps the guard artifact byte by byte", () => {
    const { data, binaryData } = bundleData(example, "files");
    expect(Object.keys(binaryData)).toEqual(["guard-artifact.bin"]);
    expect(Buffer.from(binaryData["guard-artifact.bin"] ?? "", "base64")).toEqual(example.get("guard-artifact.bin"));
    expect(data).not.toHaveProperty("guard-artifact.bin");
  });
});

describe("the example policies", () => {
  const example = loadBundle(EXAMPLE);
  const rego = (name: string): string => String(example.get(`opa/${name}.rego`));

  test.each([
    ["mcp_policy", "mcp", 'default allow := {"allow": false, "reason": "default_deny"}'],
    ["context_policy", "mcp.context", "default allow_context := false"],
    ["ui_policy", "mcp.ui.policy", "default deny_ui_resource := true"],
    ["ui_policy", "mcp.ui.policy", "default deny_app_tool_call := true"],
    ["ui_csp_policy", "mcp.ui.csp", "default allow := false"],
    ["principal_policy", "precinct.principal", "default permitted := false"],
    ["exfiltration", "mcp.exfiltration", "default deny := false"],
  ])("%s is package %s and says: %s", (name, packageName, rule) => {
    expect(rego(name)).toMatch(new RegExp(`^package ${packageName.replaceAll(".", "\\.")}$`, "m"));
    expect(rego(name)).toContain(rule);
  });

  test("read only what the gateway puts into the input document", () => {
    const known = ["spiffe_id", "tool", "action", "auth_method", "session", "principal", "step_up_token", "oauth_scopes"];
    const ui = ["ui", "tool_server", "tool_risk_level", "context"];
    const used = SIGNED_FILES.filter((name) => name.endsWith(".rego")).flatMap((name) =>
      [...String(example.get(name)).matchAll(/\binput\.(\w+)/g)].map((match) => match[1]),
    );
    expect([...new Set(used)].sort()).toEqual([...known, ...ui].sort());
  });

  test("grant no wildcard tool to anyone", () => {
    const { tool_grants } = parse(String(example.get("opa/tool_grants.yaml"))) as { tool_grants: { allowed_tools: string[] }[] };
    expect(tool_grants.map((grant) => grant.allowed_tools)).toEqual([["s3_list_objects", "s3_get_object"]]);
  });
});

describe("verifying a bundle", () => {
  test("accepts a bundle signed by another key", () => {
    expect(messages(good)).toEqual([]);
    expect(bundleKeyFingerprint(good)).not.toBe(EXAMPLE_BUNDLE_KEY_FINGERPRINT);
  });

  test("a missing folder is one problem", () => {
    expect(verifyBundle(loadBundle("no/such/folder"), "no/such/folder").map(describeProblem)).toEqual([
      `palisade:gateway.policyBundle: no/such/folder: the folder is missing or empty; ${demand}; point it at a signed bundle folder`,
    ]);
  });

  test.each([...SIGNED_FILES, ...UNSIGNED_FILES])("refuses a bundle without %s", (name) => {
    expect(messages(without(name))).toContain(
      `palisade:gateway.policyBundle: policy: ${name} is missing; ${demand}; add ${name} to the bundle`,
    );
  });

  test.each(SIGNED_FILES)("refuses %s without its signature", (name) => {
    expect(messages(without(`${name}.sig`))).toEqual([
      `palisade:gateway.policyBundle: policy: ${name}.sig is missing; ${demand}; sign ${name} with the bundle's key`,
    ]);
  });

  test.each(SIGNED_FILES)("refuses %s when one byte was added after signing", (name) => {
    expect(messages(withFile(name, `${String(good.get(name))} `))).toEqual([
      `palisade:gateway.policyBundle: policy: ${name}.sig does not verify with attestation-ed25519.pub; ${demand}; sign ${name} again after its last change`,
    ]);
  });

  test("refuses an unsigned policy that somebody adds: the gateway would load it", () => {
    expect(messages(withFile("opa/extra.rego", "package extra\n"))).toEqual([
      `palisade:gateway.policyBundle: policy: opa/extra.rego.sig is missing; ${demand}; sign opa/extra.rego with the bundle's key`,
    ]);
  });

  test("refuses every signature when the public key was swapped", () => {
    const other = generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "pem" }).toString();
    expect(messages(withFile("attestation-ed25519.pub", other))).toHaveLength(SIGNED_FILES.length);
  });

  test.each([
    ["text", "no key"],
    [
      "an RSA key",
      generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ type: "spki", format: "pem" }).toString(),
    ],
  ])("refuses %s as the public key", (_, content) => {
    expect(messages(withFile("attestation-ed25519.pub", content))).toEqual([
      `palisade:gateway.policyBundle: policy: attestation-ed25519.pub is not an Ed25519 public key in PEM; ${demand}; export the signing key's public half as PKIX PEM`,
    ]);
    expect(bundleKeyFingerprint(withFile("attestation-ed25519.pub", content))).toBeUndefined();
  });

  test("a signature is not accepted for another file", () => {
    const swapped = new Map([...good, ["tool-registry.yaml.sig", good.get("guard-artifact.bin.sig") ?? Buffer.alloc(0)]]);
    expect(messages(swapped)).toHaveLength(1);
  });
});

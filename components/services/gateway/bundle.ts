import { createHash, createPublicKey, sign, verify, type KeyObject } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { parse } from "yaml";
import type { Problem } from "../../shared/problem.ts";

/** Files of a policy bundle by path inside it, with forward slashes. */
export type Bundle = ReadonlyMap<string, Buffer>;

/** PKIX PEM of the Ed25519 key that signed the bundle. */
export const PUBLIC_KEY = "attestation-ed25519.pub";
export const GUARD_ARTIFACT = "guard-artifact.bin";
/** Written from `palisade:gateway.oauth`, never part of a bundle. */
export const OAUTH_FILE = "oauth-resource-server.yaml";

const POLICIES = ["mcp_policy", "ui_policy", "ui_csp_policy", "exfiltration", "context_policy", "principal_policy"] as const;

/** Files whose `.sig` the gateway verifies before it serves. In `opa/` it also verifies every other Rego and YAML file. */
export const SIGNED_FILES: readonly string[] = [
  ...POLICIES.map((name) => `opa/${name}.rego`),
  "opa/tool_grants.yaml",
  "opa/ui_capability_grants.yaml",
  "tool-registry.yaml",
  "model-provider-catalog.v2.yaml",
  GUARD_ARTIFACT,
];

/** Files that only have to be there. */
export const UNSIGNED_FILES: readonly string[] = [
  PUBLIC_KEY,
  "risk_thresholds.yaml",
  "destinations.yaml",
  "capability-registry-v2.yaml",
  "extensions.yaml",
];

/**
 * Fingerprint of the key that signed the bundle shipped with the project. Its private half was thrown away, so nobody can
 * sign anything else with it; a real deployment brings a bundle and a key of its own.
 */
export const EXAMPLE_BUNDLE_KEY_FINGERPRINT = "dd44001a63bb84dc11d98926537680f3515b62f3637a54465e6d821f3f94f126";

/** Reads the bundle folder, relative to the project. A folder that does not exist gives an empty bundle. */
export function loadBundle(folder: string): Bundle {
  const root = resolve(folder);
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) return new Map();
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => isBundleFile(relative(root, path)))
    .sort();
  return new Map(files.map((path) => [relative(root, path).split(sep).join("/"), readFileSync(path)]));
}

/** Everything that would keep the gateway from accepting the bundle. */
export function verifyBundle(bundle: Bundle, folder: string): readonly Problem[] {
  if (bundle.size === 0) return [missing(folder, "the folder is missing or empty", "point it at a signed bundle folder")];
  const absent = [...SIGNED_FILES, ...UNSIGNED_FILES].filter((name) => !bundle.has(name));
  return [
    ...absent.map((name) => missing(folder, `${name} is missing`, `add ${name} to the bundle`)),
    ...signatureProblems(bundle, folder),
    ...[...bundle]
      .filter(([name, content]) => name.endsWith(".yaml") && yamlOf(content) === undefined)
      .map(([name]) => missing(folder, `${name} is not valid YAML`, `correct ${name} and sign it again`)),
  ];
}

/** Content of a YAML file; undefined when there is none or it does not parse. */
export function yamlOf(content: Buffer | undefined): unknown {
  if (content === undefined) return undefined;
  try {
    return parse(content.toString("utf8")) as unknown;
  } catch {
    return undefined;
  }
}

/** A bundle with a fresh `.sig` beside every file that needs one, and the public key that verifies them. */
export function signBundle(bundle: Bundle, privateKey: KeyObject): Bundle {
  const unsigned = [...bundle].filter(([name]) => !name.endsWith(".sig") && name !== PUBLIC_KEY);
  const signatures = unsigned
    .filter(([name]) => needsSignature(name))
    .map(([name, content]) => [`${name}.sig`, Buffer.from(`${sign(null, content, privateKey).toString("base64")}\n`)] as const);
  const publicKey = Buffer.from(createPublicKey(privateKey).export({ type: "spki", format: "pem" }));
  return new Map([...unsigned, ...signatures, [PUBLIC_KEY, publicKey] as const].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** SHA-256 of the bundle's public key (DER), in hexadecimal; undefined when the bundle has no readable key. */
export function bundleKeyFingerprint(bundle: Bundle): string | undefined {
  const key = publicKeyOf(bundle);
  return key === undefined
    ? undefined
    : createHash("sha256")
        .update(key.export({ type: "spki", format: "der" }))
        .digest("hex");
}

/** Both halves of the bundle as ConfigMap data. Text stays readable; the guard artifact may be any bytes. */
export function bundleData(
  bundle: Bundle,
  half: "opa" | "files",
): { data: Record<string, string>; binaryData: Record<string, string> } {
  const inHalf = [...bundle].filter(([name]) => name.startsWith("opa/") === (half === "opa"));
  const isBinary = ([name]: readonly [string, Buffer]): boolean => name === GUARD_ARTIFACT;
  return {
    data: Object.fromEntries(
      inHalf.filter((entry) => !isBinary(entry)).map(([name, content]) => [key(name), content.toString("utf8")]),
    ),
    binaryData: Object.fromEntries(inHalf.filter(isBinary).map(([name, content]) => [key(name), content.toString("base64")])),
  };
}

function key(name: string): string {
  return name.replace(/^opa\//, "");
}

function signatureProblems(bundle: Bundle, folder: string): readonly Problem[] {
  if (!bundle.has(PUBLIC_KEY)) return [];
  const publicKey = publicKeyOf(bundle);
  if (publicKey === undefined) {
    return [
      missing(folder, `${PUBLIC_KEY} is not an Ed25519 public key in PEM`, "export the signing key's public half as PKIX PEM"),
    ];
  }
  return [...bundle]
    .filter(([name]) => needsSignature(name))
    .flatMap(([name, content]) => {
      const signature = bundle.get(`${name}.sig`);
      if (signature === undefined) return [missing(folder, `${name}.sig is missing`, `sign ${name} with the bundle's key`)];
      const raw = Buffer.from(signature.toString("utf8").trim(), "base64");
      if (verify(null, content, publicKey, raw)) return [];
      return [missing(folder, `${name}.sig does not verify with ${PUBLIC_KEY}`, `sign ${name} again after its last change`)];
    });
}

function publicKeyOf(bundle: Bundle): KeyObject | undefined {
  const pem = bundle.get(PUBLIC_KEY);
  if (pem === undefined) return undefined;
  try {
    const parsed = createPublicKey(pem);
    return parsed.asymmetricKeyType === "ed25519" ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function needsSignature(name: string): boolean {
  return SIGNED_FILES.includes(name) || /^opa\/[^/]+\.(rego|ya?ml)$/.test(name);
}

/** Documentation and version-control files may live beside the bundle. */
function isBundleFile(path: string): boolean {
  return !/(^|[\\/])\.|\.md$/.test(path);
}

function missing(folder: string, given: string, change: string): Problem {
  return {
    path: "palisade:gateway.policyBundle",
    given: `${folder}: ${given}`,
    allowed: "a complete bundle signed by one Ed25519 key",
    change,
  };
}

import { Config, type Output, secret } from "@pulumi/pulumi";
import { allConfig } from "@pulumi/pulumi/runtime/config.js";
import type { RawConfig } from "./parse.ts";
import { SECRET_NAMES, type SecretName } from "./secrets.ts";

const PREFIX = "palisade:";

/** Every `palisade:*` key of the current stack. The only reader of Pulumi's configuration. */
export function readRawConfig(): RawConfig {
  const entries = Object.entries(allConfig()).filter(([key]) => key.startsWith(PREFIX));
  return {
    values: Object.fromEntries(entries.map(([key, value]) => [key.slice(PREFIX.length), value])),
    secretKeys: new Set(encryptedKeys().flatMap((key) => (key.startsWith(PREFIX) ? [key.slice(PREFIX.length)] : []))),
  };
}

/** The engine names the encrypted keys in the environment of the program; the SDK has no public way to ask. */
function encryptedKeys(): readonly string[] {
  return JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]") as readonly string[];
}

export type Secrets = Readonly<Record<SecretName, Output<string>>>;

/** The stack's secrets. A missing one is a marked placeholder, which a real run never reaches: it stops on missing secrets. */
export function readSecrets(): Secrets {
  const config = new Config("palisade");
  const read = (name: SecretName): Output<string> => config.getSecret(name) ?? secret(`placeholder-for-palisade-${name}-0`);
  return Object.fromEntries(SECRET_NAMES.map((name) => [name, read(name)])) as Secrets;
}

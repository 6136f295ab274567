import { createHash } from "node:crypto";
import type { ConfigMapSpec } from "./spec.ts";

/** Annotation that restarts pods when one of their ConfigMaps changes: subPath mounts never update, and most servers read once. */
export const CONFIG_CHECKSUM = "palisade.dev/config-checksum";

/** The same for Secrets. */
export const SECRET_CHECKSUM = "palisade.dev/secret-checksum";

/** SHA-256 of the ConfigMaps, in any order; undefined without one. */
export function configChecksum(configMaps: readonly ConfigMapSpec[]): string | undefined {
  if (configMaps.length === 0) return undefined;
  const contents = configMaps.map(({ name, data, binaryData }) => [name, sorted(data), sorted(binaryData ?? {})] as const);
  return sha256(JSON.stringify(contents.toSorted(byKey)));
}

/** SHA-256 of the keys and values of a Secret. Only for random values: a short password could be guessed from it. */
export function secretChecksum(values: Readonly<Record<string, string>>): string {
  return sha256(JSON.stringify(sorted(values)));
}

function sorted(values: Readonly<Record<string, string>>): (readonly [string, string])[] {
  return Object.entries(values).toSorted(byKey);
}

function byKey([left]: readonly [string, ...unknown[]], [right]: readonly [string, ...unknown[]]): number {
  return left < right ? -1 : Number(left > right);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Digests of assets and archives, so that a record shows that content changed without holding it. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

import { isObject, signatureOf } from "./values.ts";
import type { AssetDigest, Wire, WireObject } from "./values.ts";

function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** A folder's digest covers names and contents, in name order. */
function digestPath(path: string): string {
  if (!statSync(path).isDirectory()) {
    return sha256(readFileSync(path));
  }
  const names = readdirSync(path).sort();
  return sha256(names.map((name) => `${name}\0${digestPath(join(path, name))}\n`).join(""));
}

function digestMembers(members: WireObject, digest: AssetDigest): string {
  const names = Object.keys(members).sort();
  return sha256(names.map((name) => `${name}\0${digestValue(members[name] ?? null, digest)}\n`).join(""));
}

function digestValue(member: Wire, digest: AssetDigest): string {
  const kind = signatureOf(member);
  return kind === "asset" || kind === "archive" ? digest(member as WireObject) : sha256(JSON.stringify(member));
}

/** Relative paths are relative to `folder`, the program's working folder. A remote asset is named by its address. */
export function assetDigest(folder: string): AssetDigest {
  const known = new Map<string, string>();
  const digest: AssetDigest = (asset) => {
    if (typeof asset["text"] === "string") {
      return sha256(asset["text"]);
    }
    if (typeof asset["path"] === "string") {
      const path = resolve(folder, asset["path"]);
      const found = known.get(path) ?? digestPath(path);
      known.set(path, found);
      return found;
    }
    return isObject(asset["assets"]) ? digestMembers(asset["assets"], digest) : sha256(String(asset["uri"]));
  };
  return digest;
}

/** The first asset inside whose file is not there, as the program named it. */
export function missingAsset(value: Wire, digest: AssetDigest): string | undefined {
  const kind = signatureOf(value);
  if (kind === "asset" || kind === "archive") {
    try {
      digest(value as WireObject);
      return undefined;
    } catch {
      return String((value as WireObject)["path"] ?? "an asset of the archive");
    }
  }
  const children = Array.isArray(value) ? (value as readonly Wire[]) : isObject(value) ? Object.values(value) : [];
  return children.map((child) => missingAsset(child, digest)).find((path) => path !== undefined);
}

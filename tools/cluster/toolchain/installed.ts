/** Looks for programs that are installed already, so that nothing is built without need. */
import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { pinnedVersion, type Binary, type Pin } from "./pins.ts";

const run = promisify(execFile);

export interface Installed {
  readonly path: string;
  readonly version: string;
  readonly from: "KUBEBUILDER_ASSETS" | "PATH";
}

/** The first installed binary whose version does; KUBEBUILDER_ASSETS is where Kubernetes projects keep test binaries. */
export async function findInstalled(pin: Pin, binary: Binary): Promise<Installed | undefined> {
  const wanted = pinnedVersion(pin);
  if (wanted === undefined || pin.assets !== undefined) return undefined;
  for (const { folder, from } of searchFolders()) {
    const path = join(folder, binary.name);
    const version = isExecutable(path) ? await reportedVersion(path, binary.ask) : undefined;
    if (version !== undefined && versionDoes(pin.accepts, version, wanted)) return { path, version, from };
  }
  return undefined;
}

function searchFolders(): readonly { readonly folder: string; readonly from: Installed["from"] }[] {
  const folders = (variable: Installed["from"]): readonly string[] =>
    (process.env[variable] ?? "").split(delimiter).filter((folder) => folder !== "");
  return (["KUBEBUILDER_ASSETS", "PATH"] as const).flatMap((from) => folders(from).map((folder) => ({ folder, from })));
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** `v1.2.3` somewhere in what it prints; undefined when it prints none or fails. */
async function reportedVersion(path: string, ask: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await run(path, [...ask], { timeout: 10_000 });
    const version = /\bv?(\d+\.\d+\.\d+\S*)/.exec(stdout + stderr)?.[1];
    return version === undefined ? undefined : `v${version}`;
  } catch {
    return undefined;
  }
}

/** Pure. A pre-release or a build with a suffix is never taken for a release. */
export function versionDoes(accepts: Pin["accepts"], version: string, wanted: string): boolean {
  const [major, minor] = release(version) ?? [];
  const [wantedMajor, wantedMinor] = release(wanted) ?? [];
  if (major === undefined || minor === undefined || wantedMinor === undefined || major !== wantedMajor) return false;
  return accepts === "same-minor" ? minor === wantedMinor : minor >= wantedMinor;
}

function release(version: string): readonly number[] | undefined {
  return /^v(\d+)\.(\d+)\.(\d+)(\+\S*)?$/.exec(version)?.slice(1, 4).map(Number);
}

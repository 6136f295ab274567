/** Builds a pinned Go module from source into a cache that is named by its content. */
import { execFile, spawn } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { describeProblem } from "../../../components/shared/problem.ts";
import { buildKey, linkerFlags, moduleFolder, pinnedVersion, type Pin } from "./pins.ts";

const run = promisify(execFile);

/** Outside the clone, so that a fresh clone does not build again. */
export function cacheFolder(): string {
  return join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "palisade", "toolchain");
}

/** The compiler's version; undefined when there is none. */
export async function goVersion(): Promise<string | undefined> {
  try {
    return (await run("go", ["env", "GOVERSION"])).stdout.trim();
  } catch {
    return undefined;
  }
}

/** Where a pin's build is, whether or not it has been built. */
export function buildFolder(pin: Pin, compiler: string): string {
  return join(cacheFolder(), buildKey(pin, compiler));
}

export interface BuildProgress {
  readonly pin: string;
  /** Packages compiled so far; cached ones are not counted. */
  readonly packages: number;
}

/** Builds beside the final place and renames, so that nobody ever runs half a build. */
export async function build(pin: Pin, compiler: string, onProgress: (progress: BuildProgress) => void): Promise<void> {
  const folder = buildFolder(pin, compiler);
  await mkdir(cacheFolder(), { recursive: true });
  const next = await mkdtemp(`${folder}.next-`);
  try {
    await compile(pin, next, onProgress);
    if (pin.assets !== undefined) cpSync(join(await moduleSource(pin), pin.assets), join(next, "assets"), { recursive: true });
    await rename(next, folder);
  } catch (error) {
    // Somebody else may have finished the same build meanwhile.
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(next, { recursive: true, force: true });
  }
}

async function moduleSource(pin: Pin): Promise<string> {
  const { stdout } = await run("go", ["list", "-m", "-f", "{{.Dir}}", pin.module ?? ""], {
    cwd: moduleFolder(pin),
    env: goEnvironment(),
  });
  return stdout.trim();
}

/** Pure Go, so that no C compiler is needed and the result runs anywhere. */
function goEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, CGO_ENABLED: "0" };
}

/** `go build -v` prints one line for each package that it compiles. */
async function compile(pin: Pin, out: string, onProgress: (progress: BuildProgress) => void): Promise<void> {
  const flags = ["-v", "-mod=readonly", "-trimpath", "-buildvcs=false", "-ldflags", linkerFlags(pin), "-o", target(pin, out)];
  const child = spawn("go", ["build", ...flags, ...pin.binaries.map((binary) => binary.package)], {
    cwd: moduleFolder(pin),
    env: goEnvironment(),
    stdio: ["ignore", "ignore", "pipe"],
  });
  const last: string[] = [];
  let packages = 0;
  createInterface({ input: child.stderr }).on("line", (line) => {
    if (/^[\w.-]+(\/[\w.~-]+)*$/.test(line)) packages += 1;
    else last.push(line);
    onProgress({ pin: pin.name, packages });
  });
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (code !== 0) throw new Error(`go build of ${pin.name} ${pinnedVersion(pin) ?? ""} failed:\n${last.slice(-20).join("\n")}`);
}

/** Go names a program after its package (`server` for etcd): a single one is named here, several are named right. */
function target(pin: Pin, out: string): string {
  const [only, ...more] = pin.binaries;
  return only === undefined || more.length > 0 ? `${out}/` : join(out, only.name);
}

export function goMissing(names: readonly string[]): string {
  return describeProblem({
    path: names.join(", "),
    given: "not installed in the needed version, and Go is not on PATH to build them",
    allowed: "matching binaries on PATH or in KUBEBUILDER_ASSETS, or Go 1.26 or newer",
    change: "install Go from https://go.dev/dl",
  });
}

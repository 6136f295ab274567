/** A Pulumi installation of its own, with its own state: nothing of the user's Pulumi is read or changed. */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, cp, link, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { sdkVersion, type Part, type PulumiParts } from "./parts.ts";

/** What is needed to run the CLI. */
export interface PulumiHome {
  /** Everything is in here. */
  readonly folder: string;
  readonly cli: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** A provider served by a script: type prefix of its resources -> path. The script is told the prefix. */
export type ScriptedProviders = Readonly<Record<string, string>>;

/** Makes the installation, or completes the one that is there. */
export async function preparePulumi(folder: string, parts: PulumiParts, others: ScriptedProviders = {}): Promise<PulumiHome> {
  await mkdir(join(folder, "state"), { recursive: true, mode: 0o700 });
  const cli = await placeCli(folder, parts);
  await placeProvider(folder, "kubernetes", parts.kubernetesProvider);
  for (const [sdk, path] of Object.entries(others))
    await placeProvider(folder, sdk, { name: `pulumi-resource-${sdk}`, version: "stand-in", path, real: false });
  await writeFile(join(folder, CLI_FILE), cli);
  return { folder, cli, environment: await environmentOf(folder, cli) };
}

/** An installation that was prepared before. */
export async function openPulumi(folder: string): Promise<PulumiHome> {
  const cli = await readFile(join(folder, CLI_FILE), "utf8");
  return { folder, cli, environment: await environmentOf(folder, cli) };
}

/** Names the CLI in use. */
const CLI_FILE = "cli-path";

/** The CLI finds a language host beside itself: a stand-in needs a CLI of its own to stand beside. */
async function placeCli(folder: string, { cli, languageHost }: PulumiParts): Promise<string> {
  if (languageHost.real) return cli.path;
  const bin = join(folder, "bin");
  await mkdir(bin, { recursive: true });
  await linkFile(cli.path, join(bin, "pulumi"));
  await writeLauncher(join(bin, languageHost.name), languageHost.path);
  return join(bin, "pulumi");
}

async function placeProvider(folder: string, sdk: string, { name, path, real }: Part): Promise<void> {
  const place = join(folder, "plugins", `resource-${sdk}-v${sdkVersion(sdk)}`);
  await mkdir(place, { recursive: true });
  if (!real) return await writeLauncher(join(place, name), path, sdk);
  for (const file of await readdir(path)) await linkFile(join(path, file), join(place, file));
}

/** A second name for the same file costs nothing; across file systems it must be a copy. */
async function linkFile(from: string, to: string): Promise<void> {
  await rm(to, { force: true, recursive: true });
  await link(from, to).catch(async () => await cp(from, to, { recursive: true }));
}

async function writeLauncher(path: string, script: string, ...args: readonly string[]): Promise<void> {
  const words = [process.execPath, "--disable-warning=ExperimentalWarning", script, ...args].map((word) => `'${word}'`);
  await writeFile(path, `#!/bin/sh\nexec ${words.join(" ")} "$@"\n`);
  await chmod(path, 0o755);
}

async function environmentOf(folder: string, cli: string): Promise<PulumiHome["environment"]> {
  const inherited = Object.entries(process.env).filter(([key]) => !key.startsWith("PULUMI_"));
  return {
    ...(Object.fromEntries(inherited) as Record<string, string>),
    // Node of this program for everything that asks for `node`.
    PATH: [dirname(cli), dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter),
    PULUMI_HOME: folder,
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: await passphrase(folder),
    // A missing plug-in is an error at once, never a download.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
}

/** Made once; only its owner can read it. */
async function passphrase(folder: string): Promise<string> {
  const file = join(folder, "passphrase");
  if (!existsSync(file)) await writeFile(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return await readFile(file, "utf8");
}

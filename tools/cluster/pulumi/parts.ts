/**
 * Which programs run a stack on an embedded cluster. Pulumi's own language host and Kubernetes provider are taken where
 * they are installed; where they are not, the two stand-ins of the end-to-end tests do their work, and it is said so.
 */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isExecutable } from "../toolchain/installed.ts";
import { toolPath, type Toolchain } from "../toolchain/toolchain.ts";

export interface Part {
  readonly name: string;
  readonly version: string;
  /** A program, or the folder of an installed plug-in. */
  readonly path: string;
  /** False for a stand-in. */
  readonly real: boolean;
}

export interface PulumiParts {
  readonly cli: Part;
  readonly languageHost: Part;
  readonly kubernetesProvider: Part;
}

export function pulumiParts(toolchain: Toolchain): PulumiParts {
  const cli = toolchain.tools.get("pulumi");
  return {
    cli: { name: "Pulumi CLI", version: cli?.version ?? "", path: toolPath(toolchain, "pulumi"), real: true },
    languageHost: languageHost(toolPath(toolchain, "pulumi"), cli?.version ?? ""),
    kubernetesProvider: kubernetesProvider(),
  };
}

export function allParts({ cli, languageHost: host, kubernetesProvider: provider }: PulumiParts): readonly Part[] {
  return [cli, host, provider];
}

/** The CLI looks beside itself and on PATH. */
function languageHost(cli: string, version: string): Part {
  const name = "pulumi-language-nodejs";
  const folders = [dirname(cli), ...(process.env["PATH"] ?? "").split(delimiter)].filter((folder) => folder !== "");
  const installed = folders.map((folder) => join(folder, name)).find(isExecutable);
  return installed === undefined
    ? { name, version: "stand-in", path: standIn("languageHost.ts"), real: false }
    : { name, version, path: installed, real: true };
}

/** Only the version of the npm package does: the two are one release. */
function kubernetesProvider(): Part {
  const name = "pulumi-resource-kubernetes";
  const version = sdkVersion("kubernetes");
  const home = process.env["PULUMI_HOME"] || join(homedir(), ".pulumi");
  const installed = join(home, "plugins", `resource-kubernetes-v${version}`);
  return existsSync(join(installed, name))
    ? { name, version: `v${version}`, path: installed, real: true }
    : { name, version: "stand-in", path: standIn("kubernetes/provider.ts"), real: false };
}

function standIn(script: string): string {
  return fileURLToPath(new URL(`../../../test/e2e/standins/${script}`, import.meta.url));
}

/** Version of an installed `@pulumi/*` package, which is also the version of its plug-in. */
export function sdkVersion(sdk: string): string {
  const path = createRequire(import.meta.url).resolve(`@pulumi/${sdk}/package.json`);
  return (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version;
}

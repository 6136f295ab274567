/** Provides every program of the embedded cluster: installed, from the cache, or built now. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build, buildFolder, goMissing, goVersion } from "./build.ts";
import { findInstalled } from "./installed.ts";
import { pinnedVersion, PINS, type Pin, type ToolName } from "./pins.ts";

export interface Tool {
  readonly name: ToolName;
  readonly path: string;
  readonly version: string;
  readonly from: "KUBEBUILDER_ASSETS" | "PATH" | "cache" | "built";
}

export interface Toolchain {
  readonly tools: ReadonlyMap<ToolName, Tool>;
  /** kwok's descriptions of how simulated nodes and pods live. */
  readonly kwokStages: string;
}

export type ToolchainEvent =
  | { readonly kind: "building"; readonly name: string; readonly version: string }
  | { readonly kind: "compiled"; readonly name: string; readonly packages: number }
  | { readonly kind: "built"; readonly name: string; readonly seconds: number };

export class ToolchainMissing extends Error {}

/** Finds or builds all tools; throws {@link ToolchainMissing} when some can be neither found nor built. */
export async function ensureToolchain(onEvent: (event: ToolchainEvent) => void = () => undefined): Promise<Toolchain> {
  const compiler = await goVersion();
  const found = await Promise.all(PINS.map(async (pin) => ({ pin, tools: await present(pin, compiler) })));
  const missing = found.flatMap(({ pin, tools }) => (tools === undefined ? [pin] : []));
  if (missing.length > 0 && compiler === undefined) throw new ToolchainMissing(goMissing(missing.flatMap(names)));
  const tools = new Map<ToolName, Tool>();
  for (const { pin, tools: there } of found)
    for (const tool of there ?? (await builtNow(pin, compiler ?? "", onEvent))) tools.set(tool.name, tool);
  const kwok = tools.get("kwok")?.path ?? "";
  return { tools, kwokStages: join(kwok, "..", "assets") };
}

/** Path of a tool that is known to be there. */
export function toolPath(toolchain: Toolchain, name: ToolName): string {
  const tool = toolchain.tools.get(name);
  if (tool === undefined) throw new Error(`${name} is not part of the toolchain`);
  return tool.path;
}

function names(pin: Pin): readonly string[] {
  return pin.binaries.map((binary) => binary.name);
}

/** All binaries of a pin, installed or cached; undefined when one is missing. */
async function present(pin: Pin, compiler: string | undefined): Promise<readonly Tool[] | undefined> {
  const installed = await Promise.all(pin.binaries.map(async (binary) => await findInstalled(pin, binary)));
  const tools = pin.binaries.flatMap(({ name }, index) => {
    const tool = installed[index];
    return tool === undefined ? [] : [{ name, ...tool }];
  });
  if (tools.length === pin.binaries.length) return tools;
  return compiler !== undefined && existsSync(buildFolder(pin, compiler)) ? inCache(pin, compiler, "cache") : undefined;
}

function inCache(pin: Pin, compiler: string, from: "cache" | "built"): readonly Tool[] {
  const version = pinnedVersion(pin) ?? "own";
  return pin.binaries.map(({ name }) => ({ name, path: join(buildFolder(pin, compiler), name), version, from }));
}

async function builtNow(pin: Pin, compiler: string, onEvent: (event: ToolchainEvent) => void): Promise<readonly Tool[]> {
  const start = Date.now();
  onEvent({ kind: "building", name: pin.name, version: pinnedVersion(pin) ?? "" });
  await build(pin, compiler, ({ packages }) => onEvent({ kind: "compiled", name: pin.name, packages }));
  onEvent({ kind: "built", name: pin.name, seconds: Math.round((Date.now() - start) / 1000) });
  return inCache(pin, compiler, "built");
}

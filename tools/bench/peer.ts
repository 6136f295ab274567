import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ALL_RULES } from "../../policy/cli/ruleSet.ts";
import { measure, type Measured } from "./measure.ts";
import { syntheticResources } from "./syntheticResources.ts";

/** The peer: judges manifests by fixed checks too, and can be had from the Go module proxy. */
const MODULE = "github.com/zegl/kube-score/cmd/kube-score";
const VERSION = "v1.20.0";
const COUNTS = [100, 1_000, 10_000];

/** One tool on one number of manifests. */
export interface PeerRow {
  readonly tool: string;
  readonly manifests: number;
  /** Rules or checks the tool applies. */
  readonly rules: number;
  readonly measured: Measured;
}

/** Our `check` beside the peer on the same folders; an explanation instead where there is no Go compiler. */
export async function peerRows(folder: string, runs: number): Promise<readonly PeerRow[] | string> {
  const peer = installPeer();
  if ("missing" in peer) return peer.missing;
  const rows: PeerRow[] = [];
  for (const manifests of COUNTS) {
    const files = await writeManifests(join(folder, `manifests-${manifests}`), manifests);
    // Ten thousand take long enough to be exact at once.
    const options = { cwd: folder, runs: manifests >= 10_000 ? 1 : runs };
    const [cli, pack] = [process.execPath, resolve("policy/bin/palisade-policy.mjs")];
    const ours = await measure([cli, pack, "check", "-f", `manifests-${manifests}`, "--json"], options);
    rows.push({ tool: "palisade-policy check", manifests: files.length, rules: ALL_RULES.length, measured: ours });
    const theirs = await measure([peer.program, "score", "-o", "json", ...files], options);
    rows.push({ tool: `kube-score ${VERSION}`, manifests: files.length, rules: peer.checks, measured: theirs });
  }
  return rows;
}

/** The rows as a Markdown table. */
export function peerTable(rows: readonly PeerRow[]): string {
  const lines = rows.map(({ tool, manifests, rules, measured }) => {
    const each = (measured.seconds * 1000) / manifests;
    const cells = [
      tool,
      manifests.toLocaleString("en"),
      measured.seconds.toFixed(2),
      each.toFixed(2),
      rules,
      ((each * 1000) / rules).toFixed(1),
      measured.megabytes,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  const head = ["tool", "manifests", "s", "ms a manifest", "rules", "µs a manifest and rule", "MB"];
  return [`| ${head.join(" | ")} |`, `| ${head.map(() => "---").join(" | ")} |`, ...lines].join("\n");
}

type Peer = { readonly program: string; readonly checks: number } | { readonly missing: string };

/** Builds the peer once, below the folder of caches. */
function installPeer(): Peer {
  const folder = resolve(`.palisade/peer/${VERSION}`);
  const program = join(folder, "kube-score");
  if (!existsSync(program)) {
    const { status, error, stderr } = spawnSync("go", ["install", `${MODULE}@${VERSION}`], {
      env: { ...process.env, GOBIN: folder },
      encoding: "utf8",
    });
    if (error !== undefined)
      return { missing: "peer: skipped, because there is no Go compiler on PATH to build kube-score with" };
    if (status !== 0)
      return { missing: `peer: skipped, because kube-score could not be built: ${stderr.trim().split("\n").at(-1) ?? ""}` };
  }
  const list = spawnSync(program, ["list"], { encoding: "utf8" }).stdout;
  return { program, checks: list.trim().split("\n").length };
}

/** One file a manifest, as teams keep them; JSON is YAML. Gives the paths below the parent folder. */
async function writeManifests(folder: string, count: number): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const names: string[] = [];
  for (const [index, { props }] of syntheticResources(count).entries()) {
    const name = `${String(index).padStart(5, "0")}.yaml`;
    await writeFile(join(folder, name), `${JSON.stringify(props, null, 2)}\n`);
    names.push(join(folder, name));
  }
  return names;
}

/** Before all end-to-end tests: has the toolchain, and says which programs are real. After them: nothing is left of them. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allParts, pulumiParts } from "../../tools/cluster/pulumi/parts.ts";
import { ensureToolchain, type Toolchain } from "../../tools/cluster/toolchain/toolchain.ts";
import { changedFiles, leftFiles, leftProcesses } from "./support/leftovers.ts";

export async function setup(): Promise<() => Promise<void>> {
  const toolchain = await ensureToolchain((event) => {
    if (event.kind !== "compiled") console.log(`${event.kind} ${event.name}`);
  });
  showParts(toolchain);
  const before = await changedFiles();
  // Whatever a program of the tests writes outside its own place goes here, and its children inherit where that is.
  const folder = await mkdtemp(join(tmpdir(), "palisade-e2e-"));
  process.env["TMPDIR"] = folder;
  process.env["NODE_COMPILE_CACHE"] = join(folder, COMPILE_CACHE);
  return async () => {
    const left = [
      ...(await leftProcesses(folder)),
      ...(await leftFiles(folder, [COMPILE_CACHE])),
      ...(await changedFiles()).filter((file) => !before.includes(file)),
    ];
    // Processes that are just ending still write their compile cache.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    if (left.length > 0) throw new Error(`the tests have left behind:\n${left.join("\n")}`);
    console.log("nothing is left behind: no process, no file");
  };
}

/** The same modules are loaded some hundred times. */
const COMPILE_CACHE = "compile-cache";

function showParts(toolchain: Toolchain): void {
  const tools = [...toolchain.tools.values()].filter(({ name }) => name !== "pulumi" && name !== "certs");
  const rows = [
    ...tools.map(({ name, version, from }) => [name, version, `real (${from})`]),
    ...allParts(pulumiParts(toolchain)).map(({ name, version, real }) => [name, version, real ? "real" : "stand-in"]),
    ["providers of AWS, GCP, Azure", "", "stand-in: takes every input, checks none of a cloud's rules"],
    ["aws, kubelogin, gke-gcloud-…", "", "stand-in: the credential of the embedded cluster"],
    ["state bucket, key service", "", "stand-in in memory (S3 and Vault's protocol), for stacks of profile prod"],
    ["kubelet, containers, network", "", "simulated (kwok): nothing is executed, no packet is filtered"],
    ["volumes", "", "simulated (kwok): claims of every class are bound, nothing is stored"],
  ];
  console.log(rows.map(([name = "", version = "", what]) => `${name.padEnd(30)} ${version.padEnd(10)} ${what}`).join("\n"));
}

/** The embedded cluster as its commands make it: up, looked at, started again, crashed, taken down. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeCluster, startCluster } from "../../tools/cluster/cluster.ts";
import { embeddedFolder, embeddedKubeconfig } from "../../tools/cluster/embedded.ts";
import { clusterFiles, simulatedNodes } from "../../tools/cluster/spec.ts";
import type { ClusterState } from "../../tools/cluster/state.ts";
import { ensureToolchain, type Toolchain } from "../../tools/cluster/toolchain/toolchain.ts";
import { leftProcesses } from "./support/leftovers.ts";
import { PROJECT } from "./support/stackRun.ts";

describe("the embedded cluster", () => {
  let project = "";
  let toolchain: Toolchain;

  beforeAll(async () => {
    toolchain = await ensureToolchain();
    project = await mkdtemp(join(tmpdir(), "project-"));
    for (const name of [...PROJECT, "Pulumi.yaml", "Pulumi.local.yaml"]) await symlink(resolve(name), join(project, name));
    await mkdir(join(project, ".palisade"));
    await writeFile(join(project, ".palisade", "of-somebody-else"), "");
  });

  afterAll(async () => {
    await removeCluster(join(embeddedFolder(project), "cluster"));
    await rm(project, { recursive: true, force: true });
  });

  async function palisade(...args: readonly string[]): Promise<string> {
    const cli = ["--disable-warning=ExperimentalWarning", resolve("tools/palisade.mjs"), ...args];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, cli, { cwd: project, maxBuffer: 2 ** 26 });
    return stdout + stderr;
  }

  it("comes up with the platform on it, and says that nothing in it is executed", async () => {
    const said = await palisade("up", "--stack", "local", "--cluster", "embedded");
    expect(said).toContain("started: a real control plane with one simulated node; no container is ever started");
    const pods = (await palisade("kubectl", "get", "pods", "-A", "--no-headers")).trim().split("\n");
    expect(pods.length).toBeGreaterThan(5);
    expect(pods.filter((line) => !line.includes("Running"))).toEqual([]);
  });

  it("is found running when it is started again", async () => {
    const kubeconfig = await readFile(embeddedKubeconfig(project), "utf8");
    const again = await startCluster({ folder: join(embeddedFolder(project), "cluster"), toolchain });
    expect(again.started).toBe(false);
    expect(await readFile(again.kubeconfig, "utf8")).toBe(kubeconfig);
  });

  it("goes with everything it started and wrote, and with nothing else", async () => {
    expect(await leftProcesses(embeddedFolder(project), 0)).not.toEqual([]);
    expect(await palisade("down", "--cluster", "embedded")).toBe("the embedded cluster and its files are removed\n");
    expect(await leftProcesses(embeddedFolder(project))).toEqual([]);
    expect(existsSync(embeddedFolder(project))).toBe(false);
    expect(existsSync(join(project, ".palisade", "of-somebody-else"))).toBe(true);
    expect(await palisade("down", "--cluster", "embedded")).toBe("there is no embedded cluster\n");
  });

  it("leaves no process when it crashes, and starts again on its data", async () => {
    const folder = join(project, "crashed");
    await startCluster({ folder, toolchain, nodes: simulatedNodes(1) });
    const { pid } = JSON.parse(await readFile(clusterFiles(folder).state, "utf8")) as ClusterState;
    process.kill(pid, "SIGKILL");
    expect(await leftProcesses(folder)).toEqual([]);
    expect((await startCluster({ folder, toolchain, nodes: simulatedNodes(1) })).started).toBe(true);
    expect(await removeCluster(folder)).toBe(true);
  });
});

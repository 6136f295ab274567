/** Starts and stops an embedded cluster: a real control plane on 127.0.0.1 with simulated nodes. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, globSync, openSync, readFileSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { auditPolicy, encryptionConfiguration, kubeconfig } from "./configFiles.ts";
import { issueClusterCertificates } from "./pki.ts";
import { LOOPBACK } from "./processes.ts";
import { clusterFiles, simulatedNodes, type ClusterFiles, type NodeSpec, type Ports } from "./spec.ts";
import type { ClusterState, LaunchPlan } from "./state.ts";
import { toolPath, type Toolchain } from "./toolchain/toolchain.ts";

export interface ClusterOptions {
  /** Everything the cluster keeps is in here. */
  readonly folder: string;
  readonly toolchain: Toolchain;
  /** @default three nodes of 4 CPUs and 16 GiB */
  readonly nodes?: readonly NodeSpec[];
  /** Stop it when this process ends, however it ends. */
  readonly tied?: boolean;
}

export interface Cluster {
  readonly kubeconfig: string;
  readonly files: ClusterFiles;
  readonly nodes: readonly NodeSpec[];
  /** False when it ran already. */
  readonly started: boolean;
}

/** Starts the cluster, or finds it running. Data of an earlier run is used again. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { folder, nodes = simulatedNodes() } = options;
  const files = clusterFiles(folder);
  const running = await runningCluster(folder);
  if (running !== undefined) return { kubeconfig: files.kubeconfig, files, nodes: running.nodes, started: false };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const ports = await freePorts();
  await writeFiles(files, ports, options.toolchain);
  await launchSupervisor(options, { ports, nodes, tools: toolPaths(options.toolchain), tied: options.tied === true });
  return { kubeconfig: files.kubeconfig, files, nodes, started: true };
}

/** Stops the cluster and removes its folder. False when there was neither. */
export async function removeCluster(folder: string): Promise<boolean> {
  const stopped = await stopCluster(folder);
  const there = existsSync(folder);
  await rm(folder, { recursive: true, force: true });
  return stopped || there;
}

/** Stops the processes and keeps the data. False when it did not run. */
export async function stopCluster(folder: string): Promise<boolean> {
  const state = await runningCluster(folder);
  if (state === undefined) return false;
  await control(state, "POST");
  return true;
}

/** The state file may be left from a crash: only an answering supervisor counts. */
export async function runningCluster(folder: string): Promise<ClusterState | undefined> {
  try {
    const state = JSON.parse(await readFile(clusterFiles(folder).state, "utf8")) as ClusterState;
    return (await control(state, "GET")) === "running" ? state : undefined;
  } catch {
    return undefined;
  }
}

async function control({ controlPort, token }: ClusterState, method: "GET" | "POST"): Promise<string> {
  const response = await fetch(`http://${LOOPBACK}:${controlPort}/`, { method, headers: { authorization: `Bearer ${token}` } });
  return await response.text();
}

async function writeFiles(files: ClusterFiles, ports: Ports, toolchain: Toolchain): Promise<void> {
  if (!existsSync(join(files.pki, "admin.crt"))) await issueClusterCertificates(toolPath(toolchain, "certs"), files);
  const secret = { mode: 0o600 };
  const read = (name: string): string => readFileSync(join(files.pki, name), "utf8");
  const credentials = (user: string): string =>
    kubeconfig({
      server: `https://${LOOPBACK}:${ports.apiServer}`,
      ca: read("ca.crt"),
      certificate: read(`${user}.crt`),
      key: read(`${user}.key`),
    });
  // The key of data that is there must stay.
  if (!existsSync(files.encryption)) await writeFile(files.encryption, encryptionConfiguration(randomBytes(32)), secret);
  await writeFile(files.auditPolicy, auditPolicy());
  await writeFile(files.stages, kwokStages(toolchain.kwokStages));
  await writeFile(files.controllersKubeconfig, credentials("controllers"), secret);
  await writeFile(files.kubeconfig, credentials("admin"), secret);
}

/** How simulated nodes, pods and volumes live: at once ready. kwok does nothing without these. */
function kwokStages(folder: string): string {
  const stages = ["node/fast/*.yaml", "node/heartbeat-with-lease/*.yaml", "pod/fast/*.yaml", "volume/fast/*.yaml"];
  const documents = stages.flatMap((pattern) => globSync(join(folder, pattern)).sort());
  return documents
    .map((path) => readFileSync(path, "utf8"))
    .filter((text) => /^kind: Stage$/m.test(text))
    .map(ofEveryClass)
    .join("\n---\n");
}

/** kwok makes volumes of its own storage class; here it stands for every driver that a stack's classes name. */
function ofEveryClass(stage: string): string {
  return stage.replaceAll("self.spec.storageClassName == 'kwok-volume'", "has(self.spec.storageClassName)");
}

function toolPaths(toolchain: Toolchain): LaunchPlan["tools"] {
  return Object.fromEntries([...toolchain.tools.values()].map(({ name, path }) => [name, path]));
}

async function launchSupervisor({ folder, tied }: ClusterOptions, plan: LaunchPlan): Promise<void> {
  const log = join(folder, "supervisor.log");
  const output = openSync(log, "w");
  const script = fileURLToPath(new URL("./supervisor.ts", import.meta.url));
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script, folder], {
    stdio: ["pipe", output, output],
    detached: true,
  });
  const { stdin } = child;
  stdin?.write(`${JSON.stringify(plan)}\n`);
  if (tied !== true) stdin?.end();
  const ended = new Promise<string>((resolve, reject) => child.on("error", reject).on("exit", () => resolve("ended")));
  const waiting = new AbortController();
  const outcome = await Promise.race([ended, stateWritten(folder, child.pid ?? 0, waiting.signal)]);
  waiting.abort();
  if (outcome === "ended") throw new Error(`the embedded cluster did not start:\n${readFileSync(log, "utf8")}`);
  child.unref();
  (stdin as Socket | null)?.unref();
}

async function stateWritten(folder: string, pid: number, signal: AbortSignal): Promise<"ready"> {
  while (!signal.aborted && (await runningCluster(folder))?.pid !== pid) await sleep(50);
  return "ready";
}

/** Held together until all are known, so that no two are the same. */
async function freePorts(): Promise<Ports> {
  const servers = await Promise.all([listen(), listen(), listen()]);
  const [etcd = 0, etcdPeer = 0, apiServer = 0] = servers.map(({ port }) => port);
  await Promise.all(servers.map(async ({ server }) => await new Promise((resolve) => server.close(resolve))));
  return { etcd, etcdPeer, apiServer };
}

async function listen(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
  const address = server.address();
  return { server, port: typeof address === "object" && address !== null ? address.port : 0 };
}

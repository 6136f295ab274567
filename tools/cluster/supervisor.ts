/**
 * Runs the control plane of one cluster and ends with it: `node supervisor.ts FOLDER`, plan on standard input.
 *
 * It leads its own process group. When it is killed outright, a tiny shell that waits for the end of its standard
 * input kills the rest of the group, so that a crash leaves nothing behind.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { openSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { writeFileAtomically } from "../atomicFiles.ts";
import { KubeApi } from "./kubeApi.ts";
import { registerNodes, untilUsable } from "./nodes.ts";
import { apiServerProcess, controllerProcesses, etcdProcess, LOOPBACK, type ProcessSpec } from "./processes.ts";
import { clusterFiles } from "./spec.ts";
import type { ClusterState, LaunchPlan } from "./state.ts";

const START_LIMIT_MS = 60_000;
/** After a polite signal. */
const STOP_LIMIT_MS = 1_000;

const folder = process.argv[2] ?? "";
const files = clusterFiles(folder);
const running: { readonly name: string; readonly child: ChildProcess; readonly ended: Promise<void> }[] = [];
let stopping = false;

const plan = JSON.parse(await firstLine()) as LaunchPlan;
const reaper = startReaper();
// A tied cluster ends with whoever started it.
if (plan.tied) process.stdin.on("end", () => void stop(0)).resume();
process.on("SIGTERM", () => void stop(0)).on("SIGINT", () => void stop(0));
try {
  await start();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  await stop(1);
}

async function firstLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) {
    lines.close();
    return line;
  }
  throw new Error("no launch plan on standard input");
}

async function start(): Promise<void> {
  await mkdir(files.logs, { recursive: true });
  const deadline = Date.now() + START_LIMIT_MS;
  launch(etcdProcess(files, plan.ports));
  await listening(plan.ports.etcd, deadline);
  launch(apiServerProcess(files, plan.ports));
  await listening(plan.ports.apiServer, deadline);
  const api = KubeApi.of(files.kubeconfig);
  await apiReady(api, deadline);
  for (const spec of controllerProcesses(files)) launch(spec);
  await registerNodes(api, plan.nodes);
  await untilUsable(api, plan.nodes, deadline);
  api.close();
  const state: ClusterState = { pid: process.pid, ...(await serveControl()), nodes: plan.nodes };
  await writeFileAtomically(files.state, JSON.stringify(state, null, 2));
}

/** When one part dies the cluster is broken: better none than half a one. */
function launch(spec: ProcessSpec): void {
  const log = openSync(join(files.logs, `${spec.name}.log`), "a");
  const child = spawn(plan.tools[spec.name] ?? spec.name, [...spec.arguments], {
    stdio: ["ignore", log, log],
    // No proxy of the environment, and no settings of the user.
    env: { PATH: process.env["PATH"], HOME: folder },
  });
  const ended = new Promise<void>((resolve) => {
    child.on("close", () => resolve());
    child.on("error", (error) => {
      process.stderr.write(`${spec.name}: ${error.message}\n`);
      resolve();
    });
  });
  running.push({ name: spec.name, child, ended });
  void ended.then(() => {
    if (stopping) return;
    process.stderr.write(`${spec.name} ended by itself; ${join(files.logs, `${spec.name}.log`)} says why\n`);
    void stop(1);
  });
}

async function listening(port: number, deadline: number): Promise<void> {
  while (!(await accepts(port))) {
    if (Date.now() > deadline) throw new Error(`nothing listens on port ${port}`);
    await sleep(20);
  }
}

async function accepts(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect(port, LOOPBACK, () => resolve(true)).on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });
}

async function apiReady(api: KubeApi, deadline: number): Promise<void> {
  for (;;) {
    const answer = await api.call<unknown>("/readyz").catch((error: unknown) => error);
    if (answer === "ok") return;
    if (Date.now() > deadline) throw new Error(`the API server did not become ready: ${String(answer)}`);
    await sleep(50);
  }
}

/** `down` asks here; the token is in a file that only its owner can read. */
async function serveControl(): Promise<Pick<ClusterState, "controlPort" | "token">> {
  const token = crypto.randomUUID();
  const server = createServer((request, response) => {
    if (request.headers.authorization !== `Bearer ${token}`) return void response.writeHead(403).end();
    if (request.method !== "POST") return void response.end("running");
    void stop(0, () => response.end("stopped"));
  });
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
  const address = server.address();
  return { controlPort: typeof address === "object" && address !== null ? address.port : 0, token };
}

/** Controllers first, the store last, so that nobody complains about what it lost. */
async function stop(code: number, last: () => void = () => undefined): Promise<void> {
  if (stopping) return;
  stopping = true;
  await rm(files.state, { force: true });
  for (const { child, ended } of [...running].reverse()) {
    child.kill("SIGTERM");
    const late = await Promise.race([ended.then(() => false), sleep(STOP_LIMIT_MS, true)]);
    if (late) child.kill("SIGKILL");
    await ended;
  }
  reaper.stdin?.end("done\n");
  last();
  setImmediate(() => process.exit(code));
}

function startReaper(): ChildProcess {
  const script = 'read -r word || kill -s KILL -- "-$1"';
  const child = spawn("/bin/sh", ["-c", script, "reaper", String(process.pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  child.unref();
  return child;
}

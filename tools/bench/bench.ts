import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { reachabilityReport } from "../../policy/lib/reachability.ts";
import { Session } from "../../policy/lib/session.ts";
import type { PolicyResource } from "../../policy/lib/verdict.ts";
import { RULES } from "../../policy/rules/index.ts";
import { measure, medians, type Measured, type Sample } from "./measure.ts";
import { peerRows, peerTable } from "./peer.ts";
import { namespacedWorkloads, syntheticResources } from "./syntheticResources.ts";
import { writeSyntheticProject, type Start } from "./syntheticProject.ts";

/** One line of the table. */
interface Row {
  readonly what: string;
  readonly measured: Measured;
  readonly budget?: string | undefined;
}

const CLI = new URL("../palisade.mjs", import.meta.url).pathname;
const RUNS = Number(process.env["RUNS"] ?? 3);

const rows: Row[] = [];

/** Prints a row as soon as it is known: a whole bench takes minutes. */
function add(row: Row): void {
  rows.push(row);
  process.stderr.write(`${row.what}: ${row.measured.seconds.toFixed(2)} s, ${row.measured.megabytes} MB\n`);
}

async function previewOf(cwd: string, stack: string, env: NodeJS.ProcessEnv = {}): Promise<Measured> {
  return measure(
    [process.execPath, "--disable-warning=ExperimentalWarning", CLI, "preview", "--stack", stack, "--cwd", cwd, "--json"],
    { cwd: ".", env, runs: RUNS },
  );
}

async function stacks(): Promise<void> {
  for (const stack of ["local", "dev", "staging", "prod", "prod-gke", "prod-aks"]) {
    add({ what: `preview of ${stack}, all policies`, measured: await previewOf(".", stack), budget: "5 s, 900 MB" });
  }
}

async function synthetic(folder: string): Promise<void> {
  const cases: readonly (readonly [number, Start, NodeJS.ProcessEnv, string])[] = [
    [250, "type-stripping", {}, ""],
    [1000, "type-stripping", {}, ""],
    [4000, "type-stripping", {}, ""],
    [250, "ts-node", { PULUMI_NODEJS_TRANSPILE_ONLY: "true" }, ", Pulumi's ts-node without type check"],
    [250, "ts-node", { PULUMI_NODEJS_TRANSPILE_ONLY: "false" }, ", Pulumi's default ts-node with type check"],
  ];
  for (const [count, start, env, note] of cases) {
    const cwd = join(folder, `${start}-${count}`);
    await writeSyntheticProject(cwd, count, start);
    add({ what: `preview of ${count} resources, all policies${note}`, measured: await previewOf(cwd, "bench", env) });
  }
}

/** Wall time of a function in this process, after a warm-up. */
function timed(work: () => void): Measured {
  work();
  const samples = Array.from({ length: RUNS }, (): Sample => {
    const start = performance.now();
    work();
    return { seconds: (performance.now() - start) / 1000, megabytes: Math.round(process.memoryUsage().rss / 1_000_000) };
  });
  return medians(samples);
}

function judge(resources: readonly PolicyResource[]): void {
  const session = new Session(RULES, "2026-11-21");
  for (const resource of resources) session.judgeResource(resource, {});
  session.judgeStack(resources, {});
}

function policies(): void {
  const [small, large] = [1000, 4000].map((count) => timed(() => judge(syntheticResources(count)))) as [Measured, Measured];
  add({ what: `all ${RULES.length} rules on 1,000 resources`, measured: small });
  add({ what: `all ${RULES.length} rules on 4,000 resources`, measured: large });
  const slope = ((large.seconds - small.seconds) / 3000) * 1000;
  process.stderr.write(`slope: ${slope.toFixed(2)} ms a resource (budget 1.5 ms)\n`);
}

function reachability(): void {
  for (const count of [100, 1000]) {
    const resources = namespacedWorkloads(count);
    add({
      what: `reachability of ${count} workloads`,
      measured: timed(() => void reachabilityReport(resources)),
      budget: count === 1000 ? "5 s" : undefined,
    });
  }
}

async function peer(folder: string): Promise<string> {
  const found = await peerRows(folder, RUNS);
  return typeof found === "string" ? found : peerTable(found);
}

const PARTS = ["stacks", "synthetic", "policies", "reachability", "peer"] as const;
/** `npm run bench -- stacks` measures one part; all of them take a quarter of an hour. */
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !PARTS.some((part) => part === name));
if (unknown.length > 0) {
  process.stderr.write(`unknown: ${unknown.join(", ")}; parts are ${PARTS.join(", ")}\n`);
  process.exit(2);
}
const measures = (part: (typeof PARTS)[number]): boolean => asked.length === 0 || asked.includes(part);

let beside = "";
const folder = await mkdtemp(join(tmpdir(), "palisade-bench-"));
try {
  if (measures("stacks")) await stacks();
  if (measures("synthetic")) await synthetic(folder);
  if (measures("policies")) policies();
  if (measures("reachability")) reachability();
  if (measures("peer")) beside = await peer(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}

const lines = rows.map(
  ({ what, measured, budget }) =>
    `| ${what} | ${measured.seconds.toFixed(2)} | ${measured.spread.map((value) => value.toFixed(2)).join("–")} | ${measured.megabytes} | ${budget ?? ""} |`,
);
const machine = `${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}), ${Math.round(totalmem() / 1e9)} GB, Node ${process.versions.node}`;
process.stdout.write(
  [
    `Medians of ${RUNS} runs after a warm-up. Memory: largest sum over the process and its children. ${machine}.`,
    "",
    "| what | s | min–max | MB | budget |",
    "| --- | --- | --- | --- | --- |",
    ...lines,
    "",
    "The rules on plain manifests, beside a public checker:",
    "",
    beside,
    "",
  ].join("\n"),
);

/** What must be in order before a deployment to a real cluster; everything that is not is told at once. */
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { clusterNotices } from "../../components/cloud/cluster/index.ts";
import { stateProblems, stateSettings } from "../../components/config/stateBackend.ts";
import { unsetValues } from "../../components/config/unset.ts";
import type { PalisadeConfig } from "../../components/config/schema.ts";
import type { Problem } from "../../components/shared/problem.ts";
import type { CheckedStack } from "../commands/stackPlan.ts";
import { CLOUD_ENDPOINTS, cloudFindings } from "./preflight/cloud.ts";
import { joined, NOTHING, refusedFor, type Findings } from "./preflight/findings.ts";
import { ApiError, KubeApi } from "./kubeApi.ts";
import { isExecutable } from "./toolchain/installed.ts";

/** The stack file first: nothing else means much while it is not the one that was meant. */
export async function preflight(cwd: string, checked: CheckedStack, day: string, endpoints = CLOUD_ENDPOINTS): Promise<Findings> {
  const { stack, problems, examples, missingSecrets, unconfirmed, parsed } = checked;
  const unset = [
    ...unsetValues(examples, missingSecrets),
    ...unconfirmed,
    ...stateOf(cwd, checked),
    ...endedSupport(checked, day),
  ];
  const local = [
    ...problems,
    ...unset.map((problem) => ({ ...problem, path: `${stack}: ${problem.path}` })),
    ...pulumiProblems(process.env["PATH"] ?? ""),
  ];
  if (!parsed.ok) return refusedFor(...local);
  const environment = { variables: process.env, home: homedir() };
  // No credentials are for an account that is an example.
  const real = !examples.some(({ path }) => path.startsWith("palisade:cloud."));
  const cloud = real ? cloudFindings(parsed.config, environment, endpoints) : NOTHING;
  return joined([refusedFor(...local), ...(await Promise.all([kubernetesFindings(parsed.config), cloud]))]);
}

/** A version that its cloud has left behind; a preview only says so. */
function endedSupport({ parsed }: CheckedStack, day: string): readonly Problem[] {
  return parsed.ok ? clusterNotices(parsed.config.cluster, day).filter(({ refused }) => refused) : [];
}

async function kubernetesFindings({ cluster }: PalisadeConfig): Promise<Findings> {
  return cluster.kind === "existing" ? refusedFor(...(await clusterProblems(cluster))) : NOTHING;
}

/** What the program itself would refuse, told before it starts. */
function stateOf(cwd: string, { stack, parsed }: CheckedStack): readonly Problem[] {
  if (!parsed.ok) return [];
  return stateProblems(
    stateSettings(parsed.config.profile, process.env, readFileSync(join(cwd, `Pulumi.${stack}.yaml`), "utf8")),
  );
}

/** The CLI and its language host: each is told by itself. */
export function pulumiProblems(path: string): readonly Problem[] {
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  const missing = ["pulumi", "pulumi-language-nodejs"].filter(
    (name) => !folders.some((folder) => isExecutable(join(folder, name))),
  );
  return missing.map((name) => ({
    path: name,
    given: "is not on PATH",
    allowed: "the Pulumi CLI 3.259 or newer, which brings its language host",
    change: "install it from https://www.pulumi.com/docs/install, or try CLUSTER=embedded, which needs only Go",
  }));
}

type ExistingCluster = Extract<PalisadeConfig["cluster"], { kind: "existing" }>;

async function clusterProblems(cluster: ExistingCluster): Promise<readonly Problem[]> {
  const kubeconfig = cluster.kubeconfig ?? defaultKubeconfig();
  const refuse = (given: string, change: string): readonly Problem[] => [
    { path: `kubeconfig ${kubeconfig}`, given, allowed: `a cluster that answers as context ${cluster.context}`, change },
  ];
  if (!existsSync(kubeconfig)) return refuse("does not exist", "set KUBECONFIG or palisade:cluster.kubeconfig");
  try {
    return tooManyNodes(await nodeCount(KubeApi.of(kubeconfig, cluster.context)), cluster);
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return refuse("holds credentials that are refused", "log in anew");
    // Credential plug-ins are not run here: whoever is nobody or may not list nodes has reached the API all the same.
    if (error instanceof ApiError) return [];
    return refuse(error instanceof Error ? error.message : String(error), "correct it, or start the cluster");
  }
}

/** Where kubectl looks; of several files Pulumi's provider reads all, and so the first is asked. */
function defaultKubeconfig(): string {
  return process.env["KUBECONFIG"]?.split(delimiter)[0] || join(homedir(), ".kube", "config");
}

async function nodeCount(api: KubeApi): Promise<number> {
  try {
    return (await api.call<{ items: readonly unknown[] }>("/api/v1/nodes", { timeoutSeconds: 10 })).items.length;
  } finally {
    api.close();
  }
}

/** Quotas allow what runs on every node once for each of `maxNodes`: on one more it would wait for ever. */
function tooManyNodes(nodes: number, { maxNodes }: ExistingCluster): readonly Problem[] {
  if (nodes <= maxNodes) return [];
  return [
    {
      path: "palisade:cluster.maxNodes",
      given: `is ${maxNodes}, and the cluster has ${nodes} nodes`,
      allowed: "at least the number of nodes",
      change: "raise it",
    },
  ];
}

/** Drains simulated nodes as `kubectl drain` does: cordon, then evict, which respects disruption budgets. */
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, type KubeApi } from "../../../tools/cluster/kubeApi.ts";

const LIMIT_MS = 60_000;
const POLL_MS = 250;

interface Pod {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly deletionTimestamp?: string;
    readonly ownerReferences?: readonly { readonly kind: string }[];
  };
  readonly spec: { readonly nodeName?: string };
  readonly status: {
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[];
  };
}

async function pods(api: KubeApi): Promise<readonly Pod[]> {
  return (await api.call<{ items: readonly Pod[] }>("/api/v1/pods")).items;
}

/** Pods of DaemonSets belong to their node and stay. */
function ownedByNode({ metadata }: Pod): boolean {
  return metadata.ownerReferences?.some(({ kind }) => kind === "DaemonSet") === true;
}

async function setUnschedulable(api: KubeApi, node: string, unschedulable: boolean): Promise<void> {
  const contentType = "application/merge-patch+json";
  await api.call(`/api/v1/nodes/${node}`, { method: "PATCH", contentType, body: { spec: { unschedulable } } });
}

export interface Drained {
  /** Evictions, over all nodes. */
  readonly moved: number;
  /** Pods that found no other node, by the node they had to leave. */
  readonly waiting: readonly string[];
}

/** Drains one node after the other, and takes each back. */
export async function drainEach(api: KubeApi, nodes: readonly { readonly name: string }[]): Promise<Drained> {
  let moved = 0;
  const waiting: string[] = [];
  for (const { name } of nodes) {
    moved += await drain(api, name);
    waiting.push(...(await podsThatWait(api, name)).map((pod) => `${name} drained: ${pod}`));
    await setUnschedulable(api, name, false);
  }
  return { moved, waiting };
}

/** How many pods had to leave. Throws when a budget still forbids an eviction after a minute. */
async function drain(api: KubeApi, node: string): Promise<number> {
  await setUnschedulable(api, node, true);
  const deadline = Date.now() + LIMIT_MS;
  const evicted = new Set<string>();
  for (;;) {
    const left = (await pods(api)).filter((pod) => pod.spec.nodeName === node && !ownedByNode(pod));
    if (left.length === 0) return evicted.size;
    for (const { metadata } of left) evicted.add(`${metadata.namespace}/${metadata.name}`);
    const refusals = await Promise.all(left.map(async (pod) => await evict(api, pod)));
    if (Date.now() > deadline) throw new Error(`${node} is not drained: ${refusals.join("; ")}`);
    await sleep(POLL_MS);
  }
}

/** Why it was not evicted; empty when it was. */
async function evict(api: KubeApi, { metadata: { name, namespace, deletionTimestamp } }: Pod): Promise<string> {
  if (deletionTimestamp !== undefined) return "";
  const body = { apiVersion: "policy/v1", kind: "Eviction", metadata: { name, namespace } };
  try {
    await api.call(`/api/v1/namespaces/${namespace}/pods/${name}/eviction`, { method: "POST", body });
    return "";
  } catch (error) {
    if (error instanceof ApiError && (error.status === 429 || error.status === 404))
      return `${namespace}/${name}: ${error.message}`;
    throw error;
  }
}

/** Pods that are not ready after a minute, with what the scheduler says. */
export async function podsThatWait(api: KubeApi, drained?: string): Promise<readonly string[]> {
  const deadline = Date.now() + LIMIT_MS;
  for (;;) {
    const waiting = (await pods(api)).filter((pod) => !isReady(pod) && (drained === undefined || pod.spec.nodeName !== drained));
    if (waiting.length === 0) return [];
    if (Date.now() > deadline) return waiting.map(described);
    await sleep(POLL_MS);
  }
}

function isReady({ status }: Pod): boolean {
  return status.conditions?.some(({ type, status: value }) => type === "Ready" && value === "True") === true;
}

function described({ metadata, status }: Pod): string {
  const scheduled = status.conditions?.find(({ type }) => type === "PodScheduled");
  return `${metadata.namespace}/${metadata.name}: ${scheduled?.message ?? "not ready"}`;
}

/** Makes the simulated nodes and waits until the cluster can run pods on them. */
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, type KubeApi } from "./kubeApi.ts";
import type { NodeSpec } from "./spec.ts";

/** What kwok's pods get as storage: a class that binds claims to volumes which exist by name only. */
const STORAGE_CLASS = {
  apiVersion: "storage.k8s.io/v1",
  kind: "StorageClass",
  // kwok's stages match this name.
  metadata: { name: "kwok-volume", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
  provisioner: "kwok.x-k8s.io/volume",
};

export async function registerNodes(api: KubeApi, nodes: readonly NodeSpec[]): Promise<void> {
  await createUnlessThere(api, "/apis/storage.k8s.io/v1/storageclasses", STORAGE_CLASS);
  for (const node of nodes) await createUnlessThere(api, "/api/v1/nodes", nodeObject(node));
}

async function createUnlessThere(api: KubeApi, path: string, body: unknown): Promise<void> {
  try {
    await api.call(path, { method: "POST", body });
  } catch (error) {
    if (!(error instanceof ApiError && error.reason === "AlreadyExists")) throw error;
  }
}

/** Pure. */
export function nodeObject({ name, cpu, memory, zone }: NodeSpec): Readonly<Record<string, unknown>> {
  const resources = { cpu, memory, pods: "110", "ephemeral-storage": "100Gi" };
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      annotations: { "kwok.x-k8s.io/node": "fake" },
      labels: {
        "kubernetes.io/hostname": name,
        "kubernetes.io/os": "linux",
        "kubernetes.io/arch": "amd64",
        "topology.kubernetes.io/zone": zone,
      },
    },
    status: { capacity: resources, allocatable: resources },
  };
}

interface NodeStatus {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly taints?: readonly unknown[] };
  readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/**
 * Ready when pods can start: every node is Ready and untainted, and the controllers have made the ServiceAccount that
 * every pod needs (with wrong credentials they run on and do nothing).
 */
export async function untilUsable(api: KubeApi, nodes: readonly NodeSpec[], deadline: number): Promise<void> {
  for (;;) {
    const missing = await notUsable(api, nodes);
    if (missing === undefined) return;
    if (Date.now() > deadline) throw new Error(`the cluster did not become usable: ${missing}`);
    await sleep(50);
  }
}

async function notUsable(api: KubeApi, nodes: readonly NodeSpec[]): Promise<string | undefined> {
  const { items } = await api.call<{ items: readonly NodeStatus[] }>("/api/v1/nodes");
  const ready = new Set(items.filter(isReady).map((node) => node.metadata.name));
  const waiting = nodes.find((node) => !ready.has(node.name));
  if (waiting !== undefined) return `${waiting.name} is not ready`;
  const account = await api.find("/api/v1/namespaces/default/serviceaccounts/default");
  return account === undefined ? "the controllers have made no default ServiceAccount" : undefined;
}

function isReady(node: NodeStatus): boolean {
  const condition = node.status.conditions?.find(({ type }) => type === "Ready");
  return condition?.status === "True" && (node.spec.taints ?? []).length === 0;
}

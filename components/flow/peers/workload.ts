import { EXACT, wider } from "../exactness.ts";
import type { WorkloadEndpoint, WorkloadNode } from "../graph.ts";
import { addressPeer, podPeer, resolved, type MissingPeer, type PeerContext, type ResolvedPeer } from "./peer.ts";
import { selectPods } from "./selectPods.ts";

/** Pods of one of our workloads; a pod on the host network has its node's address and no policy selects it. */
export function workloadPeer(endpoint: WorkloadEndpoint, context: PeerContext): ResolvedPeer | MissingPeer {
  const node = context.nodes.get(endpoint.key);
  if (node === undefined)
    return { missing: `no workload ${endpoint.key} in the graph`, change: "add the workload or correct the key" };
  return node.hostNetwork ? onHostNetwork(node, context) : podsOf(node);
}

function podsOf(node: WorkloadNode): ResolvedPeer | MissingPeer {
  return resolved([podPeer({ namespace: node.namespace, podLabels: selectPods(node) })], EXACT, {
    missing: `the pods of ${node.key} carry no labels`,
    change: "give the workload pod labels",
  });
}

function onHostNetwork(node: WorkloadNode, { peers }: PeerContext): ResolvedPeer | MissingPeer {
  return resolved(
    peers.nodes.cidrs.map((cidr) => addressPeer(cidr)),
    wider(
      `every pod and process with an address in ${peers.nodes.cidrs.join(", ")}`,
      `${node.key} runs on the host network, where a pod selector does not match`,
    ),
    {
      missing: `${node.key} runs on the host network and the cluster's node addresses are not known`,
      change: "set the cluster's node CIDRs",
    },
  );
}

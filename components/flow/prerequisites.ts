import type { ClusterFacts, ClusterPeers } from "../shared/cluster.ts";
import { contains, parseNetwork } from "./addresses.ts";
import { describeFlow } from "./describe.ts";
import { nodesByKey, type Endpoint, type FlowGraph, type WorkloadNode } from "./graph.ts";

type NodeFacts = Pick<ClusterFacts, "peers" | "networkPolicy" | "nodePolicy">;

/**
 * What the cluster must be set to for the policies to open what they say. Cilium gives nodes an identity of their own and by
 * default never matches them by address, so a policy that names node addresses would silently open nothing.
 * Source: https://docs.cilium.io/en/stable/security/policy/language/#selecting-nodes-with-cidr-ipblock
 */
export function prerequisites(graph: FlowGraph, facts: NodeFacts): readonly string[] {
  // Where the cluster takes policies by entity, `nodePolicy.ts` opens these flows without any setting.
  if (facts.networkPolicy.engine !== "cilium" || facts.nodePolicy !== undefined) return [];
  const nodes = nodesByKey(graph);
  const affected = graph.flows.filter(({ from, to }) => [from, to].some((end) => isAtNodeAddress(end, nodes, facts.peers)));
  if (affected.length === 0) return [];
  const flows = affected.map(describeFlow).sort().join(", ");
  return [`Cilium matches node addresses only with policy-cidr-match-mode=nodes; without it these flows are closed: ${flows}`];
}

function isAtNodeAddress(end: Endpoint, nodes: ReadonlyMap<string, WorkloadNode>, peers: ClusterPeers): boolean {
  switch (end.kind) {
    case "nodes":
      return true;
    case "workload":
      return nodes.get(end.key)?.hostNetwork === true;
    case "kubeApi":
    case "apiServerToWebhook":
      return peers[end.kind].cidrs.some((cidr) => peers.nodes.cidrs.some((node) => meet(cidr, node)));
    default:
      return false;
  }
}

function meet(one: string, other: string): boolean {
  const [a, b] = [parseNetwork(one), parseNetwork(other)];
  return a !== undefined && b !== undefined && (contains(a, b) || contains(b, a));
}

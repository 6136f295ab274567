import { EXACT } from "../exactness.ts";
import type { ForeignPodsEndpoint } from "../graph.ts";
import { podPeer, resolved, type MissingPeer, type ResolvedPeer } from "./peer.ts";

/** Pods the platform does not make. */
export function foreignPodsPeer({ namespace, podLabels }: ForeignPodsEndpoint): ResolvedPeer | MissingPeer {
  return resolved([podPeer({ namespace, podLabels })], EXACT, {
    missing: `no labels choose the pods in namespace ${namespace}`,
    change: "name the labels of the pods",
  });
}

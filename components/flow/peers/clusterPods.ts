import type { PodPeer } from "../../shared/cluster.ts";
import { EXACT } from "../exactness.ts";
import { podPeer, resolved, type MissingPeer, type ResolvedPeer } from "./peer.ts";

/** Pods the cluster's contract names, such as those of its ingress controller, if it has them. */
export function clusterPodsPeer(name: "ingressController" | "prometheus", pods: PodPeer | undefined): ResolvedPeer | MissingPeer {
  if (pods === undefined)
    return { missing: `the cluster has no ${name}`, change: `set the cluster's ${name} peer or remove the flow` };
  return resolved([podPeer(pods)], EXACT, {
    missing: `the cluster's ${name} peer has no pod labels`,
    change: `give the ${name} peer the labels of its pods`,
  });
}

import type { Cidr, ClusterPeers, PodPeer } from "../../shared/cluster.ts";
import { NAMESPACE_NAME_LABEL } from "../../shared/labels.ts";
import { isSingleAddress } from "../addresses.ts";
import { EXACT, wider, type Exactness } from "../exactness.ts";
import type { WorkloadNode } from "../graph.ts";
import type { NetworkPolicyPeer } from "../networkPolicySpec.ts";

/** What resolving a peer may look at. */
export interface PeerContext {
  readonly nodes: ReadonlyMap<string, WorkloadNode>;
  readonly peers: ClusterPeers;
}

/** The NetworkPolicy peers an end of a flow stands for: at least one, because an empty list would mean everyone. */
export interface ResolvedPeer {
  readonly peers: readonly [NetworkPolicyPeer, ...NetworkPolicyPeer[]];
  readonly exactness: Exactness;
}

/** The peer stands for nothing here, and why. */
export interface MissingPeer {
  readonly missing: string;
  readonly change: string;
}

/** A peer list with its exactness, or `empty` when the list or one of its selectors would choose by nothing. */
export function resolved(
  peers: readonly NetworkPolicyPeer[],
  exactness: Exactness,
  empty: MissingPeer,
): ResolvedPeer | MissingPeer {
  const [first, ...rest] = peers;
  return first === undefined || peers.some(choosesByNothing) ? empty : { peers: [first, ...rest], exactness };
}

/** A `matchLabels` without labels: somebody forgot them. `{}` without `matchLabels` is everything, written on purpose. */
function choosesByNothing(peer: NetworkPolicyPeer): boolean {
  if ("ipBlock" in peer) return false;
  return [peer.namespaceSelector, peer.podSelector].some(
    ({ matchLabels }) => matchLabels !== undefined && Object.keys(matchLabels).length === 0,
  );
}

/** Pods by namespace name and labels together: either alone would select too much. */
export function podPeer(pods: PodPeer): NetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: pods.namespace } },
    podSelector: { matchLabels: pods.podLabels },
  };
}

export function addressPeer(cidr: Cidr, except: readonly Cidr[] = []): NetworkPolicyPeer {
  return { ipBlock: { cidr, ...(except.length === 0 ? {} : { except }) } };
}

/** Exact when every CIDR is one address; otherwise any other address in them is allowed too. */
export function addressExactness(cidrs: readonly Cidr[], reason: string): Exactness {
  const networks = cidrs.filter((cidr) => !isSingleAddress(cidr));
  return networks.length === 0 ? EXACT : wider(`every address in ${networks.join(", ")}`, reason);
}

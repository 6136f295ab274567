import {
  addressExactness,
  addressPeer,
  podPeer,
  resolved,
  type MissingPeer,
  type PeerContext,
  type ResolvedPeer,
} from "./peer.ts";

/** Where calls to admission webhooks come from: control-plane addresses, and the pods that tunnel for it where it is remote. */
export function apiServerToWebhookPeer({ peers }: PeerContext): ResolvedPeer | MissingPeer {
  const { cidrs, pods } = peers.apiServerToWebhook;
  return resolved(
    [...cidrs.map((cidr) => addressPeer(cidr)), ...pods.map(podPeer)],
    addressExactness(cidrs, "the control plane's addresses are known only as a network"),
    {
      missing: "it is not known where the API server calls webhooks from",
      change: "set the cluster's webhook caller CIDRs or pods",
    },
  );
}

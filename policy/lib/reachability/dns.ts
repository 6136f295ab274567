import { sizeOf } from "./addresses.ts";
import { NAMESPACE_NAME_LABEL } from "./cluster.ts";
import type { PolicyPeer, PolicyPort, PolicyRule } from "./networkPolicy.ts";
import { mayRequire } from "./selector.ts";

/** Whether a port of a rule is, or holds, that of DNS. */
export function isDns({ port, endPort }: PolicyPort): boolean {
  return port === "dns" || port === "dns-tcp" || (typeof port === "number" && port <= 53 && 53 <= (endPort ?? port));
}

/** Whether a rule opens the ports of DNS and nothing else. */
export function opensDnsAlone({ ports }: PolicyRule): boolean {
  return ports !== "any" && ports.every((port) => isDns(port) && port.endPort === undefined);
}

/** Whether a peer is no more than the DNS pods of kube-system, or one address (a node-local cache). */
export function isDnsServer(peer: PolicyPeer): boolean {
  if (peer.kind === "block") return sizeOf(peer.addresses) === 1n;
  return mayRequire(peer.namespaces, NAMESPACE_NAME_LABEL, "kube-system") && mayRequire(peer.pods, "k8s-app", "kube-dns");
}

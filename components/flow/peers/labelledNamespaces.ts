import { EXACT } from "../exactness.ts";
import type { LabelledNamespacesEndpoint } from "../graph.ts";
import { resolved, type MissingPeer, type ResolvedPeer } from "./peer.ts";

/** Every pod of the namespaces that opted in; the empty pod selector is written out because it is meant. */
export function labelledNamespacesPeer({ namespaceLabels }: LabelledNamespacesEndpoint): ResolvedPeer | MissingPeer {
  return resolved([{ namespaceSelector: { matchLabels: namespaceLabels }, podSelector: {} }], EXACT, {
    missing: "no labels choose the namespaces",
    change: "name the label by which namespaces opt in",
  });
}

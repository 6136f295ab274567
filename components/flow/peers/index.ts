import type { Endpoint } from "../graph.ts";
import { apiServerToWebhookPeer } from "./apiServerToWebhook.ts";
import { cidrPeer } from "./cidr.ts";
import { cloudCredentialsPeer } from "./cloudCredentials.ts";
import { cloudServicePeer } from "./cloudService.ts";
import { clusterPodsPeer } from "./clusterPods.ts";
import { dnsPeer } from "./dns.ts";
import { externalHostPeer } from "./externalHost.ts";
import { foreignPodsPeer } from "./foreignPods.ts";
import { kubeApiPeer } from "./kubeApi.ts";
import { labelledNamespacesPeer } from "./labelledNamespaces.ts";
import { nodesPeer } from "./nodes.ts";
import type { MissingPeer, PeerContext, ResolvedPeer } from "./peer.ts";
import { workloadPeer } from "./workload.ts";

type Kind = Endpoint["kind"];
type EndpointOf<K extends Kind> = Extract<Endpoint, { readonly kind: K }>;
type Resolver<K extends Kind> = (endpoint: EndpointOf<K>, context: PeerContext) => ResolvedPeer | MissingPeer;

/** One resolver a kind: a new kind of peer does not compile until it has one. */
const RESOLVERS: { readonly [K in Kind]: Resolver<K> } = {
  workload: workloadPeer,
  dns: (_, context) => dnsPeer(context),
  kubeApi: (_, context) => kubeApiPeer(context),
  apiServerToWebhook: (_, context) => apiServerToWebhookPeer(context),
  nodes: (_, context) => nodesPeer(context),
  ingressController: (_, { peers }) => clusterPodsPeer("ingressController", peers.ingressController),
  prometheus: (_, { peers }) => clusterPodsPeer("prometheus", peers.prometheus),
  cloudCredentials: cloudCredentialsPeer,
  cloudService: cloudServicePeer,
  externalHost: externalHostPeer,
  cidr: cidrPeer,
  foreignPods: foreignPodsPeer,
  labelledNamespaces: labelledNamespacesPeer,
};

/** The NetworkPolicy peers of an end of a flow, or why it stands for nothing in this cluster. */
export function resolvePeer(endpoint: Endpoint, context: PeerContext): ResolvedPeer | MissingPeer {
  return (RESOLVERS[endpoint.kind] as Resolver<Kind>)(endpoint, context);
}

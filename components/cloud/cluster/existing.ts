import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import { Provider, type ProviderArgs } from "@pulumi/kubernetes/provider.js";
import { defined } from "../../shared/defined.ts";
import type { Problem } from "../../shared/problem.ts";
import type { ClusterFacts, ClusterFlavour, NetworkPolicyEnforcement, PodPeer } from "../../shared/cluster.ts";
import { childName, typeToken } from "../../shared/names.ts";
import type { ClusterConfig } from "./config.ts";
import type { ClusterContract, ClusterKind } from "./contract.ts";
import { clusterProviderArgs } from "./kubernetesProvider.ts";
import { KONNECTIVITY, KUBE_DNS } from "./systemPods.ts";

export type ExistingClusterConfig = Extract<ClusterConfig, { kind: "existing" }>;

type Engine = NetworkPolicyEnforcement["engine"];

/** What follows from the flavour alone. */
interface FlavourFacts {
  readonly dnsPods: readonly PodPeer[];
  readonly webhookPods: readonly PodPeer[];
}

const PLAIN: FlavourFacts = { dnsPods: [KUBE_DNS], webhookPods: [] };

const FLAVOURS: Readonly<Record<ClusterFlavour, FlavourFacts>> = {
  "docker-desktop": PLAIN,
  kind: PLAIN,
  k3s: PLAIN,
  upcloud: PLAIN,
  eks: PLAIN,
  gke: { dnsPods: [KUBE_DNS], webhookPods: KONNECTIVITY },
  aks: { dnsPods: [KUBE_DNS], webhookPods: KONNECTIVITY },
  other: PLAIN,
};

/**
 * Whether an ipBlock also selects pods by their address. Kubernetes leaves it open; Cilium, and so GKE Dataplane V2,
 * matches ipBlocks against addresses outside the cluster only.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 * https://docs.cilium.io/en/stable/network/kubernetes/policy/
 */
const IP_BLOCK_MATCHES_PODS: Readonly<Record<Engine, boolean>> = {
  cilium: false,
  "gke-dataplane-v2": false,
  calico: true,
  "aws-vpc-cni": true,
  azure: true,
  "kube-router": true,
  // Nothing is enforced; the wider reading is the honest one.
  none: true,
};

/** What is known of a cluster that is already there: its flavour's table, and what the stack file says. Pure. */
export function existingClusterFacts(config: ExistingClusterConfig): ClusterFacts {
  const { dnsPods, webhookPods } = FLAVOURS[config.flavour];
  return {
    name: config.name,
    flavour: config.flavour,
    kubernetesVersion: config.kubernetesVersion,
    peers: {
      dns: { pods: dnsPods, cidrs: config.nodeLocalDns === undefined ? [] : [config.nodeLocalDns] },
      kubeApi: { cidrs: config.apiServer.cidrs, ports: config.apiServer.ports },
      apiServerToWebhook: { cidrs: config.apiServer.cidrs, pods: webhookPods },
      nodes: { cidrs: config.nodeCidrs },
      ingressController: config.ingressController,
      prometheus: config.prometheus,
    },
    networkPolicy: { engine: config.networkPolicyEngine, ipBlockMatchesPods: IP_BLOCK_MATCHES_PODS[config.networkPolicyEngine] },
    maxNodes: config.maxNodes,
    storageClass: config.storageClass,
  };
}

/**
 * How the provider reaches the cluster. Always by a named context: whatever context happens to be current is never used.
 * Pure.
 */
export function existingClusterProvider(config: ExistingClusterConfig): ProviderArgs {
  return clusterProviderArgs(config.name, defined({ context: config.context, kubeconfig: config.kubeconfig }));
}

/** A cluster that somebody else made. */
export class ExistingCluster extends ComponentResource implements ClusterContract {
  readonly facts: ClusterFacts;
  readonly provider: Provider;
  readonly identity = undefined;
  readonly network = undefined;

  constructor(name: string, config: ExistingClusterConfig, opts?: ComponentResourceOptions) {
    super(typeToken("cluster", "ExistingCluster"), name, {}, opts);
    this.facts = existingClusterFacts(config);
    this.provider = new Provider(childName(name, "provider"), existingClusterProvider(config), { parent: this });
    this.registerOutputs({ cluster: config.name });
  }
}

/**
 * Oldest minor version of Kubernetes that runs our pods: their sidecars are init containers that do not end, for which an older
 * one waits for ever. https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
const OLDEST_MINOR = 29;

function versionProblems({ kubernetesVersion }: ExistingClusterConfig): readonly Problem[] {
  if (Number(kubernetesVersion.slice("1.".length)) >= OLDEST_MINOR) return [];
  return [
    {
      path: "palisade:cluster.kubernetesVersion",
      given: `was ${kubernetesVersion}`,
      allowed: `1.${OLDEST_MINOR} or newer, which starts sidecars before the containers they serve`,
      change: "upgrade the cluster",
    },
  ];
}

/** Docker Desktop's network takes NetworkPolicies and enforces none: whoever says otherwise would deploy open pods. Pure. */
function enforcementProblems({ flavour, networkPolicyEngine }: ExistingClusterConfig): readonly Problem[] {
  if (flavour !== "docker-desktop" || networkPolicyEngine === "none") return [];
  return [
    {
      path: "palisade:cluster.networkPolicyEngine",
      given: `was ${networkPolicyEngine} on docker-desktop`,
      allowed: "none: its network enforces no NetworkPolicies, which staging and prod refuse",
      change: "set it to none, or name the flavour that the cluster really has",
    },
  ];
}

/** A cluster that is reached, not made. */
export const existingCluster: ClusterKind<ExistingClusterConfig> = {
  trust: () => undefined,
  facts: existingClusterFacts,
  problems: (config) => [...versionProblems(config), ...enforcementProblems(config)],
  connect: (name, { config }, opts) => new ExistingCluster(name, config, opts),
};

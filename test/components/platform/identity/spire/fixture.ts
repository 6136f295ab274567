import { type Profile, resolveControls } from "../../../../../components/config/profiles.ts";
import { identityConfig } from "../../../../../components/platform/identity/config.ts";
import type { SpireContext } from "../../../../../components/platform/identity/spire/context.ts";
import type { ClusterFacts } from "../../../../../components/shared/cluster.ts";
import { IMAGES } from "../../../../../components/shared/images.ts";

export interface Change {
  readonly profile?: Profile;
  /** `palisade:identity` without its kind. */
  readonly identity?: Readonly<Record<string, unknown>>;
  readonly cluster?: Partial<ClusterFacts>;
  readonly prometheus?: boolean;
}

const CLUSTER: ClusterFacts = {
  name: "example",
  flavour: "other",
  kubernetesVersion: "1.36",
  peers: {
    dns: { pods: [{ namespace: "kube-system", podLabels: { "k8s-app": "kube-dns" } }], cidrs: [] },
    kubeApi: { cidrs: ["10.0.0.10/32"], ports: [443, 6443] },
    apiServerToWebhook: { cidrs: ["10.0.0.10/32"], pods: [] },
    nodes: { cidrs: ["10.0.1.0/24"] },
  },
  networkPolicy: { engine: "cilium", ipBlockMatchesPods: false },
  maxNodes: 10,
};

const PROMETHEUS = { namespace: "monitoring", podLabels: { "app.kubernetes.io/name": "prometheus" } };

/** A known-good context of profile dev; every test changes one thing. */
export function spireContext({ profile = "dev", identity = {}, cluster = {}, prometheus = false }: Change = {}): SpireContext {
  const peers = prometheus ? { ...CLUSTER.peers, prometheus: PROMETHEUS } : CLUSTER.peers;
  return {
    trustDomain: "example.org",
    identity: identityConfig.parse({ kind: "spire", ...identity }),
    controls: resolveControls(profile, {}, "2026-11-21").controls,
    cluster: { ...CLUSTER, peers, ...cluster },
    image: (key) => IMAGES[key],
    imagePullSecrets: [],
  };
}

export const POSTGRES = {
  kind: "postgres",
  host: "db.example.com",
  cidrs: ["10.0.8.20/32"],
  caCertificate: "-----BEGIN CERTIFICATE-----\ndatabase\n-----END CERTIFICATE-----\n",
};

export const VAULT = { kind: "hashicorpVault", address: "https://vault.example.com:8200", cidrs: ["10.0.8.30/32"] };

/** What profile prod demands. */
export const PRODUCTION: Change = {
  profile: "prod",
  identity: { replicas: 3, datastore: POSTGRES, keyManager: VAULT },
  prometheus: true,
};

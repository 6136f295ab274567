import { resolveControls, type Profile } from "../../../../components/config/profiles.ts";
import { palisadeConfig } from "../../../../components/config/schema.ts";
import type { PlanContext } from "../../../../components/platform/context.ts";
import { resolveImage } from "../../../../components/shared/images.ts";
import { goodStack } from "../../../support/stacks.ts";

/** What one test changes of a known-good stack. */
export interface Change {
  readonly profile?: Profile;
  readonly gateway?: Readonly<Record<string, unknown>>;
  readonly tools?: Readonly<Record<string, unknown>>;
  /** Pods of an ingress controller in the cluster. */
  readonly ingressController?: boolean;
}

/** The planning context of the good prod stack with one thing changed. */
export function contextWith({ profile = "prod", gateway = {}, tools = {}, ingressController = false }: Change = {}): PlanContext {
  const config = palisadeConfig.parse({
    ...goodStack,
    profile,
    gateway: { ...(goodStack["gateway"] as object), ...gateway },
    tools: { s3: { ...(goodStack["tools"] as { s3: object }).s3, ...tools } },
  });
  const ingress = { namespace: "ingress", podLabels: { "app.kubernetes.io/name": "ingress" } };
  return {
    config,
    controls: resolveControls(profile, {}, "2026-11-21").controls,
    cluster: {
      name: "prod",
      flavour: "other",
      kubernetesVersion: "1.36",
      peers: {
        dns: { pods: [{ namespace: "kube-system", podLabels: { "k8s-app": "kube-dns" } }], cidrs: [] },
        kubeApi: { cidrs: ["10.0.0.10/32"], ports: [6443] },
        apiServerToWebhook: { cidrs: ["10.0.0.10/32"], pods: [] },
        nodes: { cidrs: ["10.0.1.0/24"] },
        ...(ingressController ? { ingressController: ingress } : {}),
      },
      networkPolicy: { engine: "cilium", ipBlockMatchesPods: false },
      maxNodes: 10,
    },
    image: (key) => resolveImage(key, config.images),
    spiffeId: (path) => `spiffe://${config.trustDomain}${path}`,
  };
}

/** The shape of a local stack: header identity and node ports. */
export const LOCAL: Change = {
  profile: "local",
  gateway: { replicas: 1, controlReplicas: 1, spiffeMode: "dev", enforcementProfile: "dev", expose: { kind: "nodePort" } },
};

export const OAUTH = {
  issuer: "https://login.corp.internal",
  jwksUrl: "https://login.corp.internal/keys",
  cidrs: ["10.0.9.4/32"],
};

export const GUARD_MODEL = {
  endpoint: "https://guard.corp.internal/v1",
  name: "prompt-guard",
  cidrs: ["10.0.9.5/32"],
  reason: "The guard model runs outside the cluster.",
};

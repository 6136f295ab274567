import type { Cidr } from "../shared/cluster.ts";
import type { Protocol } from "./graph.ts";

/** A label selector; only exact labels are ever compiled. An empty one selects everything, so it is written only on purpose. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
}

/** One peer of a rule: pods in chosen namespaces, or addresses. */
export type NetworkPolicyPeer =
  | { readonly namespaceSelector: LabelSelector; readonly podSelector: LabelSelector }
  | { readonly ipBlock: { readonly cidr: Cidr; readonly except?: readonly Cidr[] } };

export interface NetworkPolicyPort {
  readonly protocol: Protocol;
  readonly port: number;
  readonly endPort?: number;
}

export interface IngressRule {
  readonly from: readonly NetworkPolicyPeer[];
  readonly ports: readonly NetworkPolicyPort[];
}

export interface EgressRule {
  readonly to: readonly NetworkPolicyPeer[];
  readonly ports: readonly NetworkPolicyPort[];
}

/** A `networking.k8s.io/v1` NetworkPolicy as plain data. https://kubernetes.io/docs/concepts/services-networking/network-policies/ */
export interface NetworkPolicySpec {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: {
    readonly podSelector: LabelSelector;
    readonly policyTypes: readonly ("Ingress" | "Egress")[];
    readonly ingress?: readonly IngressRule[];
    readonly egress?: readonly EgressRule[];
  };
}

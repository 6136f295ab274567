import type { Cidr } from "../../../shared/cluster.ts";
import { hostNetwork } from "../../../flow/addresses.ts";
import type { NetworkPolicyPeer, NetworkPolicyPort } from "../../../flow/networkPolicySpec.ts";
import { NAMESPACE_NAME_LABEL, standardLabels } from "../../../shared/labels.ts";
import type { EksConfig } from "./config.ts";
import { networkAddresses } from "./facts.ts";
import { vpcResolver } from "./network/layout.ts";

/** Address of the Pod Identity agent on every node. */
const POD_IDENTITY_AGENT = "169.254.170.23";

type Peer = NetworkPolicyPeer | { readonly namespaceSelector: { readonly matchExpressions: readonly NamesIn[] } };

interface NamesIn {
  readonly key: typeof NAMESPACE_NAME_LABEL;
  readonly operator: "In";
  readonly values: readonly string[];
}

/** An allow policy of kube-system, as plain data. */
export interface SystemPolicy {
  readonly metadata: {
    readonly name: string;
    readonly namespace: "kube-system";
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly podSelector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly policyTypes: readonly ("Ingress" | "Egress")[];
    readonly ingress?: readonly { readonly from: readonly Peer[]; readonly ports: readonly NetworkPolicyPort[] }[];
    readonly egress?: readonly { readonly to: readonly Peer[]; readonly ports: readonly NetworkPolicyPort[] }[];
  };
}

/** A pod of one of the add-ons, and what it may talk to. */
interface SystemPod {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ingress: readonly Rule[];
  readonly egress: readonly Rule[];
}

interface Rule {
  readonly peers: readonly Peer[];
  readonly ports: readonly NetworkPolicyPort[];
}

/**
 * What the add-ons in kube-system may talk to, before their pods exist: in strict mode a pod without a policy reaches nobody, and
 * without CoreDNS no other pod gets ready. They are not in the flow graph because AWS makes their pods. Daemons on the host's
 * network (VPC CNI, kube-proxy, Pod Identity agent, the driver on each node) are out of every policy's reach. Pure.
 */
export function systemPolicies(config: EksConfig, namespaces: readonly string[]): readonly SystemPolicy[] {
  return systemPods(config, namespaces).flatMap((pod) => [
    ...(pod.ingress.length === 0 ? [] : [policy(pod, "ingress")]),
    policy(pod, "egress"),
  ]);
}

function systemPods({ network }: EksConfig, namespaces: readonly string[]): readonly SystemPod[] {
  const { vpc, nodes, controlPlane, endpoints } = networkAddresses(network);
  const api: Rule = { peers: blocks(controlPlane), ports: [tcp(443)] };
  const names: Rule = {
    peers: [
      {
        namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: "kube-system" } },
        podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
      },
    ],
    ports: DNS,
  };
  // The platform by name; everybody else, pods and the host's network alike, by the addresses of the nodes' subnets.
  const callers = { namespaceSelector: { matchExpressions: [namesIn([...namespaces, "kube-system"])] } };
  return [
    {
      name: "coredns",
      labels: { "k8s-app": "kube-dns" },
      ingress: [{ peers: [callers, ...blocks(nodes)], ports: DNS }],
      egress: [api, { peers: blocks([hostNetwork(vpcResolver(vpc))]), ports: DNS }],
    },
    {
      name: "metrics-server",
      labels: { "app.kubernetes.io/name": "metrics-server" },
      ingress: [{ peers: blocks(controlPlane), ports: [tcp(10251)] }],
      egress: [api, names, { peers: blocks(nodes), ports: [tcp(10250)] }],
    },
    {
      name: "ebs-csi-controller",
      labels: { app: "ebs-csi-controller" },
      ingress: [],
      egress: [
        api,
        names,
        { peers: blocks([hostNetwork(POD_IDENTITY_AGENT)]), ports: [tcp(80)] },
        { peers: blocks(endpoints), ports: [tcp(443)] },
      ],
    },
  ];
}

const DNS: readonly NetworkPolicyPort[] = [{ protocol: "UDP", port: 53 }, tcp(53)];

function policy({ name, labels, ingress, egress }: SystemPod, direction: "ingress" | "egress"): SystemPolicy {
  const podSelector = { matchLabels: labels };
  return {
    metadata: { name: `${name}-${direction}`, namespace: "kube-system", labels: standardLabels(name, "flow") },
    spec:
      direction === "ingress"
        ? { podSelector, policyTypes: ["Ingress"], ingress: ingress.map(({ peers, ports }) => ({ from: peers, ports })) }
        : { podSelector, policyTypes: ["Egress"], egress: egress.map(({ peers, ports }) => ({ to: peers, ports })) },
  };
}

function blocks(cidrs: readonly Cidr[]): readonly NetworkPolicyPeer[] {
  return cidrs.map((cidr) => ({ ipBlock: { cidr } }));
}

function namesIn(values: readonly string[]): NamesIn {
  return { key: NAMESPACE_NAME_LABEL, operator: "In", values: [...values].sort() };
}

function tcp(port: number): NetworkPolicyPort {
  return { protocol: "TCP", port };
}

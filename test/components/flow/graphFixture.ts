import type { ClusterFacts } from "../../../components/shared/cluster.ts";
import { standardLabels } from "../../../components/shared/labels.ts";
import { tcp, workload, type Flow, type FlowGraph, type WorkloadNode } from "../../../components/flow/graph.ts";

/** A workload with an identity, listening on one port. */
export function node(key: string, port: number, change: Partial<WorkloadNode> = {}): WorkloadNode {
  const [namespace = "", name = ""] = key.split("/");
  return {
    key,
    namespace,
    name,
    controller: "Deployment",
    podLabels: standardLabels(name, namespace),
    serviceAccount: name,
    hostNetwork: false,
    ports: [{ name: "main", port, protocol: "TCP" }],
    services: [],
    identity: { path: `/ns/${namespace}/sa/${name}`, dnsNames: [], federatesWith: [] },
    ...change,
  };
}

/** `from` calls `to` on a port, authenticated by SPIFFE. */
export function edge(from: string, to: string, port: number, change: Partial<Flow> = {}): Flow {
  return {
    from: workload(from),
    to: workload(to),
    ports: [tcp(port)],
    authentication: { by: "spiffe" },
    purpose: "test traffic",
    ...change,
  };
}

export const WHY = { reason: "no narrower network is known", reference: "ADR 0005" };
export const PLAIN = { by: "plain", reason: "the peer speaks no TLS", reference: "ADR 0005" } as const;
export const TLS = { by: "tls", reason: "the peer has a certificate of its own", reference: "ADR 0005" } as const;

export const GATEWAY = node("gateway/precinct-gateway", 9443, {
  services: [{ service: "precinct-gateway", port: 443, targetPort: 9443, protocol: "TCP" }],
});
export const VALKEY = node("data/valkey", 6380);
export const TOOL = node("tools/s3-mcp-server", 8082);

/** Three workloads in a row, without a problem. */
export const GOOD: FlowGraph = {
  trustDomain: "example.org",
  namespaces: ["data", "gateway", "tools"],
  nodes: [GATEWAY, VALKEY, TOOL],
  flows: [
    edge("gateway/precinct-gateway", "data/valkey", 6380, { purpose: "session state" }),
    edge("gateway/precinct-gateway", "tools/s3-mcp-server", 8082, { purpose: "tool calls" }),
  ],
};

/** A cluster in which every named peer exists. */
export const FACTS: ClusterFacts = {
  name: "test",
  flavour: "other",
  kubernetesVersion: "1.36",
  peers: {
    dns: { pods: [{ namespace: "kube-system", podLabels: { "k8s-app": "kube-dns" } }], cidrs: ["169.254.20.10/32"] },
    kubeApi: { cidrs: ["10.0.0.1/32", "10.0.0.2/32"], ports: [6443] },
    apiServerToWebhook: {
      cidrs: ["10.0.0.0/28"],
      pods: [{ namespace: "kube-system", podLabels: { app: "konnectivity-agent" } }],
    },
    nodes: { cidrs: ["10.1.0.0/20"] },
    ingressController: { namespace: "ingress", podLabels: { app: "ingress" } },
    prometheus: { namespace: "monitoring", podLabels: { app: "prometheus" } },
  },
  networkPolicy: { engine: "calico", ipBlockMatchesPods: true },
  maxNodes: 3,
};

import { describe, expect, it } from "vitest";
import { tcp, workload, type FlowGraph } from "../../../components/flow/graph.ts";
import { compileNodePolicies } from "../../../components/flow/nodePolicy.ts";
import { edge, GOOD, TLS } from "./graphFixture.ts";

const G = "gateway/precinct-gateway";
const toNodes = (port: number) => ({
  from: workload(G),
  to: { kind: "nodes" as const },
  ports: [tcp(port)],
  authentication: TLS,
  purpose: "Ask the kubelet",
});
const graph = (...flows: FlowGraph["flows"]): FlowGraph => ({ ...GOOD, flows: [...GOOD.flows, ...flows] });

const LABELS = {
  "app.kubernetes.io/name": "precinct-gateway",
  "app.kubernetes.io/component": "flow",
  "app.kubernetes.io/part-of": "palisade",
  "app.kubernetes.io/managed-by": "pulumi",
};
const PODS = { "app.kubernetes.io/name": "precinct-gateway" };
const NODES = ["host", "remote-node"];

describe("policies that name nodes", () => {
  it("open the flow's ports to every node, for its workload alone", () => {
    expect(
      compileNodePolicies(graph(toNodes(10250), toNodes(9100), toNodes(10250)), { nodePolicy: "CiliumNetworkPolicy" }),
    ).toEqual([
      {
        apiVersion: "cilium.io/v2",
        kind: "CiliumNetworkPolicy",
        metadata: {
          name: "precinct-gateway-nodes",
          namespace: "gateway",
          labels: LABELS,
          annotations: {
            "palisade.dev/flows": `${G} -> nodes`,
            "palisade.dev/reason": "no NetworkPolicy can open the way to nodes or from them: under Cilium they match no ipBlock",
          },
        },
        spec: {
          endpointSelector: { matchLabels: PODS },
          egress: [
            {
              toEntities: NODES,
              toPorts: [
                {
                  ports: [
                    { port: "10250", protocol: "TCP" },
                    { port: "9100", protocol: "TCP" },
                  ],
                },
              ],
            },
          ],
        },
      },
    ]);
  });

  it("name the namespace where the kind has none", () => {
    const [policy] = compileNodePolicies(graph(toNodes(10250)), { nodePolicy: "CiliumClusterwideNetworkPolicy" });
    expect(policy?.metadata).toMatchObject({ name: "gateway.precinct-gateway-nodes" });
    expect(policy?.metadata).not.toHaveProperty("namespace");
    expect(policy?.spec.endpointSelector.matchLabels).toEqual({
      ...PODS,
      "k8s:io.kubernetes.pod.namespace": "gateway",
    });
  });

  it("let nodes in where a flow says so", () => {
    const [policy] = compileNodePolicies(graph({ ...edge(G, G, 9443), from: { kind: "nodes" } }), {
      nodePolicy: "CiliumNetworkPolicy",
    });
    expect(policy?.spec).toEqual({
      endpointSelector: { matchLabels: PODS },
      ingress: [{ fromEntities: NODES, toPorts: [{ ports: [{ port: "9443", protocol: "TCP" }] }] }],
    });
  });

  it("are none without such a flow, and none where an ipBlock matches nodes", () => {
    expect(compileNodePolicies(GOOD, { nodePolicy: "CiliumNetworkPolicy" })).toEqual([]);
    expect(compileNodePolicies(graph(toNodes(10250)), {})).toEqual([]);
  });
});

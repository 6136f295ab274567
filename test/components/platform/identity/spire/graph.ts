import type { FlowGraph } from "../../../../../components/flow/graph.ts";

/** One workload with an identity and one without. */
export const GRAPH: FlowGraph = {
  trustDomain: "example.org",
  namespaces: ["tools"],
  flows: [],
  nodes: [
    node("s3-mcp-server", {
      path: "/ns/tools/sa/s3-mcp-server",
      dnsNames: ["s3-mcp-server.tools.svc"],
      ttlSeconds: 3600,
      jwtTtlSeconds: 300,
      federatesWith: ["partner.example"],
    }),
    node("anonymous"),
  ],
};

function node(name: string, identity?: FlowGraph["nodes"][number]["identity"]): FlowGraph["nodes"][number] {
  return {
    key: `tools/${name}`,
    namespace: "tools",
    name,
    controller: "Deployment",
    podLabels: { "app.kubernetes.io/name": name },
    serviceAccount: name,
    hostNetwork: false,
    ports: [],
    services: [],
    identity,
  };
}

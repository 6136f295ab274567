import type { NamespaceSpec } from "../../../../components/platform/baseline/spec.ts";

/** A restricted namespace that is in order. */
export const goodNamespace: NamespaceSpec = {
  name: "tools",
  purpose: "MCP servers behind the gateway.",
  podSecurity: { level: "restricted" },
  quota: {
    pods: 4,
    requestsCpu: "500m",
    requestsMemory: "704Mi",
    limitsCpu: "2200m",
    limitsMemory: "1536Mi",
    persistentVolumeClaims: 0,
    requestsStorage: "0",
    services: { nodePorts: 0, loadBalancers: 0 },
  },
  viewers: ["palisade:viewers"],
};

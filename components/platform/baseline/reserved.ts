import type { DomainPlan } from "../context.ts";

/**
 * Namespaces whose workloads this program does not run yet. They exist, deny all traffic and admit no pod (their quota is
 * computed from no workload), so that nothing else can move in under a trusted name.
 */
export const RESERVED_NAMESPACES: DomainPlan["namespaces"] = [
  {
    name: "spike-system",
    purpose: "Secrets management by SPIKE; reserved, admits no pod yet.",
    podSecurity: { level: "restricted" },
  },
  {
    name: "gatekeeper-system",
    purpose: "Admission control by OPA Gatekeeper; reserved, admits no pod yet.",
    podSecurity: { level: "restricted" },
  },
  {
    name: "cosign-system",
    purpose: "Image verification by Sigstore policy-controller; reserved, admits no pod yet.",
    podSecurity: { level: "restricted" },
  },
];

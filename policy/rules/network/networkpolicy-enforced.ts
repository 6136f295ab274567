import { fail } from "../../lib/finding.ts";
import { flowComponents } from "../../lib/reachability/flowGraph.ts";
import { withGraph } from "../../lib/reachability/judgeGraph.ts";
import type { WorldRule } from "../../lib/rule.ts";

export const networkpolicyEnforced: WorldRule = {
  name: "networkpolicy-enforced",
  title: "Something enforces the NetworkPolicies",
  description:
    "The cluster's network plug-in enforces NetworkPolicies. Every cluster accepts them, and without an engine (Docker Desktop, plain kind, EKS with the policy agent off) they do nothing and nobody notices. What the stack says of its cluster is believed; whether the engine really runs, only a test in the cluster can show.",
  severity: "critical",
  level: { local: "disabled", dev: "advisory", staging: "mandatory", prod: "mandatory" },
  controls: ["P-44", "P-101", "CIS-K8S 5.3.1", "NSA-CISA network separation", "PCI-DSS 1.2.1", "SOC2 CC6.6", "ISO27001 A.8.22"],
  remediation: "Use a network plug-in that enforces policies: Cilium, Calico, the VPC CNI with its policy agent, Dataplane V2.",
  scope: "world",
  appliesTo: (world) => flowComponents(world).length > 0,
  check: (world) =>
    withGraph(world, ({ enforcement }, component) => {
      if (enforcement.engine !== "none") return [];
      const text =
        "nothing in this cluster enforces NetworkPolicies (engine none), so every pod reaches everything; allowed: an engine that does";
      return [fail(text, { path: "graph.enforcement.engine", subject: component })];
    }),
};

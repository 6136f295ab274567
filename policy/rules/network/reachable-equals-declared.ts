import { ALWAYS } from "../../lib/levels.ts";
import { readCluster } from "../../lib/reachability/cluster.ts";
import { compareWithDeclared } from "../../lib/reachability/declared.ts";
import { flowComponents } from "../../lib/reachability/flowGraph.ts";
import { withGraph } from "../../lib/reachability/judgeGraph.ts";
import type { WorldRule } from "../../lib/rule.ts";

export const reachableEqualsDeclared: WorldRule = {
  name: "reachable-equals-declared",
  title: "What can be reached is what was declared",
  description:
    "Reachability is computed from the rendered NetworkPolicies by the rules of the Kubernetes API, independently of the compiler that wrote them, and compared with the declared flows: no connection that no flow declares, and no flow that no policy opens. Pods that are not rendered are represented by the smallest pods each selector matches. Not seen: traffic from a pod's own node, which is always allowed, protocols other than TCP, UDP and SCTP, and policy kinds beyond NetworkPolicy.",
  severity: "critical",
  level: ALWAYS,
  controls: [
    "P-04",
    "P-44",
    "P-50",
    "P-101",
    "S-73",
    "S-74",
    "G-56",
    "CIS-K8S 5.3.2",
    "NSA-CISA network separation",
    "PCI-DSS 1.2.1",
    "SOC2 CC6.6",
    "ISO27001 A.8.22",
  ],
  remediation:
    "Declare the flow if it is meant, else narrow the policy that opens it; for a flow that is not open, see the side that the message names.",
  scope: "world",
  appliesTo: (world) => flowComponents(world).length > 0,
  check: (world) => withGraph(world, (graph) => compareWithDeclared(readCluster(world.resources), graph)),
};

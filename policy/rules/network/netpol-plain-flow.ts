import { fail } from "../../lib/finding.ts";
import { describeFlow } from "../../lib/reachability/declaredEnds.ts";
import { flowComponents } from "../../lib/reachability/flowGraph.ts";
import { withGraph } from "../../lib/reachability/judgeGraph.ts";
import type { WorldRule } from "../../lib/rule.ts";

export const netpolPlainFlow: WorldRule = {
  name: "netpol-plain-flow",
  title: "Workloads authenticate each other",
  description:
    "A declared flow between two workloads is authenticated by SPIFFE, a mesh or TLS, never plain: a NetworkPolicy knows addresses, not identities, so a pod that takes over a label or an address would be served. Flows to or from peers outside the platform (DNS, nodes) cannot carry an identity and are not judged.",
  severity: "high",
  level: { local: "disabled", dev: "advisory", staging: "mandatory", prod: "mandatory" },
  controls: ["P-49", "P-50", "NSA-CISA authentication", "PCI-DSS 4.2.1", "SOC2 CC6.7", "ISO27001 A.8.20"],
  remediation: "Give both workloads a SPIFFE identity, or put a typed proxy sidecar in front of a server that cannot speak it.",
  scope: "world",
  appliesTo: (world) => flowComponents(world).length > 0,
  check: (world) =>
    withGraph(world, ({ flows }, component) =>
      flows
        .filter(
          ({ from, to, authentication }) => authentication.by === "plain" && from.kind === "workload" && to.kind === "workload",
        )
        .map((flow) =>
          fail(
            `flow ${describeFlow(flow)} (${flow.purpose}) is plain; allowed between workloads: spiffe, istio, linkerd or tls`,
            {
              path: "graph.flows",
              subject: component,
            },
          ),
        ),
    ),
};

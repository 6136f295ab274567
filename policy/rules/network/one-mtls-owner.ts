import { fail } from "../../lib/finding.ts";
import { ALWAYS } from "../../lib/levels.ts";
import { readCluster } from "../../lib/reachability/cluster.ts";
import { flowComponents } from "../../lib/reachability/flowGraph.ts";
import { withGraph } from "../../lib/reachability/judgeGraph.ts";
import { contestedPaths, doublyEncryptedPaths } from "../../lib/reachability/mtlsOwners.ts";
import type { WorldRule } from "../../lib/rule.ts";

export const oneMtlsOwner: WorldRule = {
  name: "one-mtls-owner",
  title: "Exactly one identity provider owns the mTLS of a path",
  description:
    "No path (source, target, port) is declared with two of SPIFFE, Istio and Linkerd, and no path that SPIFFE owns runs between pods that are both in a mesh: the mesh would wrap the connection in its own mTLS, and its identity, not the one that was declared, would decide. Membership is judged by the labels and annotations of rendered namespaces and pods; a mesh whose injection is configured elsewhere is not seen.",
  severity: "high",
  level: ALWAYS,
  controls: ["P-49", "P-129", "NSA-CISA authentication", "PCI-DSS 4.2.1", "SOC2 CC6.7", "ISO27001 A.8.24"],
  remediation:
    'Declare the path once with one owner; keep SPIFFE workloads out of the mesh with sidecar.istio.io/inject: "false" or a namespace without injection.',
  scope: "world",
  appliesTo: (world) => flowComponents(world).length > 0,
  check: (world) =>
    withGraph(world, (graph, component) => [
      ...contestedPaths(graph).map((message) => fail(message, { path: "graph.flows", subject: component })),
      ...doublyEncryptedPaths(graph, readCluster(world.resources)).map((message) =>
        fail(message, { path: "graph.flows", subject: component }),
      ),
    ]),
};

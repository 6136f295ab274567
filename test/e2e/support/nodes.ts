/** The nodes that a stack asks for, as simulated ones. Pure but for reading the stack's file. */
import { resolve } from "node:path";
import { simulatedNodes, type NodeSpec } from "../../../tools/cluster/spec.ts";
import { checkStack } from "../../../tools/commands/stackPlan.ts";

/** CPUs and GiB of machine types that shipped stacks name. */
const SIZES: Readonly<Record<string, readonly [number, number]>> = {
  "t3.xlarge": [4, 16],
  "m7i.xlarge": [4, 16],
  "e2-standard-4": [4, 16],
  Standard_D8ads_v5: [8, 32],
};

/** What the kubelet and the system keep of each: a kubelet of a cloud takes less. */
const KEPT_MILLICPU = 200;
const KEPT_MIB = 2048;

/**
 * As many as the group of a stack's own pods keeps at least, one a zone, and two where it keeps one: when that is drained, another
 * comes first. The other group is tainted and takes none of them. A cluster that is there already is a developer's machine.
 */
export function nodesOf(stack: string): readonly NodeSpec[] {
  const { parsed } = checkStack(resolve("."), stack, "2026-01-01");
  if (!parsed.ok) throw new Error(`${stack} is not valid`);
  const { cluster } = parsed.config;
  switch (cluster.kind) {
    case "existing":
      return simulatedNodes(1);
    case "eks":
      return sized(cluster.nodes.workload.instanceTypes[0] ?? "", cluster.nodes.workload.min);
    case "gke":
      return sized(cluster.nodes.workload.machineType, cluster.nodes.workload.min);
    case "aks":
      return sized(cluster.nodes.workload.vmSize, cluster.nodes.workload.min);
  }
}

function sized(machine: string, fewest: number): readonly NodeSpec[] {
  const [cpus, gib] = SIZES[machine] ?? [];
  if (cpus === undefined || gib === undefined) throw new Error(`the size of ${machine} is not known here`);
  return simulatedNodes(Math.max(fewest, 2), `${cpus * 1000 - KEPT_MILLICPU}m`, `${gib * 1024 - KEPT_MIB}Mi`);
}

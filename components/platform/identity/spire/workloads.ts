import type { WorkloadSpec } from "../../../workload/spec.ts";
import { agentWorkload } from "./agentWorkload.ts";
import type { SpireContext } from "./context.ts";
import { csiWorkload } from "./csiWorkload.ts";
import { serverWorkload } from "./serverWorkload.ts";

/** Everything that SPIRE runs, in the order it must come up. */
export function spireWorkloads(context: SpireContext): readonly WorkloadSpec[] {
  return [serverWorkload(context), agentWorkload(context), csiWorkload(context)];
}

import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import { childName, typeToken } from "../../shared/names.ts";
import { HardenedWorkload } from "../../workload/HardenedWorkload.ts";
import type { WorkloadSpec } from "../../workload/spec.ts";

export interface ToolsArgs {
  /** The tool servers, from `toolsPlan`. */
  readonly workloads: readonly WorkloadSpec[];
}

/** The MCP tool servers behind the gateway. */
export class Tools extends ComponentResource {
  constructor(name: string, args: ToolsArgs, opts?: ComponentResourceOptions) {
    super(typeToken("services", "Tools"), name, {}, opts);
    for (const spec of args.workloads) new HardenedWorkload(childName(name, spec.name), { spec }, { parent: this });
    this.registerOutputs({ workloads: args.workloads.map((spec) => spec.name) });
  }
}

import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import { childName, typeToken } from "../../shared/names.ts";
import { HardenedWorkload } from "../../workload/HardenedWorkload.ts";
import type { WorkloadSpec } from "../../workload/spec.ts";

export interface DataArgs {
  /** The state store, from `dataPlan`. */
  readonly workloads: readonly WorkloadSpec[];
}

/** Session, rate-limit and approval state. */
export class Data extends ComponentResource {
  constructor(name: string, args: DataArgs, opts?: ComponentResourceOptions) {
    super(typeToken("services", "Data"), name, {}, opts);
    for (const spec of args.workloads) new HardenedWorkload(childName(name, spec.name), { spec }, { parent: this });
    this.registerOutputs({ workloads: args.workloads.map((spec) => spec.name) });
  }
}

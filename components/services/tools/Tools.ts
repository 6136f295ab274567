import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import { annotationsOf } from "../../cloud/iam/annotations.ts";
import type { ServiceAccountAnnotations } from "../../cloud/iam/contract.ts";
import { childName, typeToken } from "../../shared/names.ts";
import { HardenedWorkload } from "../../workload/HardenedWorkload.ts";
import type { WorkloadSpec } from "../../workload/spec.ts";

export interface ToolsArgs {
  /** What the cloud knows ServiceAccounts by. @default - no cloud identities */
  readonly serviceAccountAnnotations?: ServiceAccountAnnotations | undefined;
  /** The tool servers, from `toolsPlan`. */
  readonly workloads: readonly WorkloadSpec[];
}

/** The MCP tool servers behind the gateway. */
export class Tools extends ComponentResource {
  constructor(name: string, args: ToolsArgs, opts?: ComponentResourceOptions) {
    super(typeToken("services", "Tools"), name, {}, opts);
    for (const spec of args.workloads) {
      const serviceAccountAnnotations = annotationsOf(spec, args.serviceAccountAnnotations);
      new HardenedWorkload(childName(name, spec.name), { spec, serviceAccountAnnotations }, { parent: this });
    }
    this.registerOutputs({ workloads: args.workloads.map((spec) => spec.name) });
  }
}

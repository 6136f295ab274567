import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import { CustomResource, type CustomResourceArgs } from "@pulumi/kubernetes/apiextensions/customResource.js";
import { childName, typeToken } from "../shared/names.ts";
import type { FlowGraph } from "./graph.ts";
import { compileRegistrations, type ClusterSpiffeId } from "./spiffeRegistration.ts";

export interface SpiffeRegistrationsArgs {
  readonly graph: FlowGraph;
  /** The class the controller-manager watches. */
  readonly className: string;
}

/**
 * The identities of the graph. Made after SPIRE's definitions and before the workloads that wait for an identity to become ready;
 * apart from {@link FlowPolicies}, which SPIRE's own pods wait for.
 */
export class SpiffeRegistrations extends ComponentResource {
  constructor(name: string, args: SpiffeRegistrationsArgs, opts?: ComponentResourceOptions) {
    super(typeToken("flow", "SpiffeRegistrations"), name, {}, opts);
    const registrations = compileRegistrations(args.graph, args);

    for (const registration of registrations) createRegistration(this, name, registration);

    this.registerOutputs({ spiffeIds: registrations.map(({ spec }) => spec.spiffeIDTemplate) });
  }
}

function createRegistration(parent: SpiffeRegistrations, name: string, registration: ClusterSpiffeId): void {
  new CustomResource(childName(name, registration.metadata.name), registration as unknown as CustomResourceArgs, { parent });
}

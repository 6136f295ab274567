import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import { CustomResource, type CustomResourceArgs } from "@pulumi/kubernetes/apiextensions/customResource.js";
import { NetworkPolicy, type NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import type { ClusterFacts } from "../shared/cluster.ts";
import { childName, typeToken } from "../shared/names.ts";
import type { FlowGraph } from "./graph.ts";
import { compileNetworkPolicies } from "./networkPolicy.ts";
import type { NetworkPolicySpec } from "./networkPolicySpec.ts";
import { compileNodePolicies, type CiliumPolicy } from "./nodePolicy.ts";
import { registeredGraph } from "./registeredGraph.ts";

export interface FlowPoliciesArgs {
  /** A graph without problems, with its DNS edges. */
  readonly graph: FlowGraph;
  readonly facts: ClusterFacts;
}

/**
 * Default deny in every namespace and every declared path through it. Made before the first workload: Pulumi waits for pods to be
 * ready, and a pod without DNS never is. Its output is the declared graph, which the stack policies compare with what the rendered
 * policies allow.
 */
export class FlowPolicies extends ComponentResource {
  constructor(name: string, args: FlowPoliciesArgs, opts?: ComponentResourceOptions) {
    super(typeToken("flow", "FlowPolicies"), name, {}, opts);
    const { policies } = compileNetworkPolicies(args.graph, args.facts);

    for (const policy of policies) createPolicy(this, name, policy);
    for (const policy of compileNodePolicies(args.graph, args.facts)) createNodePolicy(this, name, policy);

    this.registerOutputs({ graph: registeredGraph(args.graph, args.facts) });
  }
}

function createPolicy(parent: FlowPolicies, name: string, policy: NetworkPolicySpec): void {
  const { spec, ...metadata } = policy;
  // A slash keeps namespace and name apart: with a dash two policies could share a name.
  const args = { metadata, spec } as NetworkPolicyArgs;
  new NetworkPolicy(childName(name, `${policy.namespace}/${policy.name}`), args, { parent });
}

function createNodePolicy(parent: FlowPolicies, name: string, policy: CiliumPolicy): void {
  const { namespace = "cluster", name: own } = policy.metadata;
  new CustomResource(childName(name, `${namespace}/${own}`), policy as unknown as CustomResourceArgs, { parent });
}

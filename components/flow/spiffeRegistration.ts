import { NAMESPACE_NAME_LABEL, standardLabels } from "../shared/labels.ts";
import { defined } from "../shared/defined.ts";
import { describeProblem } from "../shared/problem.ts";
import { identityProblems } from "./checks/identities.ts";
import type { FlowGraph, NodeIdentity, WorkloadNode } from "./graph.ts";
import type { LabelSelector } from "./networkPolicySpec.ts";
import { selectPods } from "./peers/selectPods.ts";

/** A `spire.spiffe.io/v1alpha1` ClusterSPIFFEID as plain data. https://github.com/spiffe/spire-controller-manager/blob/main/docs/clusterspiffeid-crd.md */
export interface ClusterSpiffeId {
  readonly apiVersion: "spire.spiffe.io/v1alpha1";
  readonly kind: "ClusterSPIFFEID";
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly className: string;
    readonly spiffeIDTemplate: string;
    readonly namespaceSelector: LabelSelector;
    readonly podSelector: LabelSelector;
    readonly workloadSelectorTemplates: readonly string[];
    readonly dnsNameTemplates?: readonly string[];
    readonly ttl?: string;
    readonly jwtTtl?: string;
    readonly federatesWith?: readonly string[];
  };
}

export interface RegistrationOptions {
  /** The class the controller-manager watches; it ignores registrations without one. */
  readonly className: string;
}

/** The full SPIFFE ID of a path in the graph's trust domain. */
export function spiffeId(graph: Pick<FlowGraph, "trustDomain">, path: string): string {
  return `spiffe://${graph.trustDomain}${path}`;
}

/**
 * One registration for each workload that declares an identity, and none for any other pod. The ID is written out rather than
 * templated from the pod, so nothing about a pod can change it. Throws where an identity cannot be issued as declared.
 */
export function compileRegistrations(graph: FlowGraph, options: RegistrationOptions): readonly ClusterSpiffeId[] {
  const problems = identityProblems(graph);
  if (problems.length > 0) throw new Error(problems.map(describeProblem).join("\n"));
  return graph.nodes
    .flatMap((node) => (node.identity === undefined ? [] : [register(graph, node, node.identity, options)]))
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}

function register(
  graph: FlowGraph,
  node: WorkloadNode,
  identity: NodeIdentity,
  { className }: RegistrationOptions,
): ClusterSpiffeId {
  return {
    apiVersion: "spire.spiffe.io/v1alpha1",
    kind: "ClusterSPIFFEID",
    // A dot cannot be in a namespace, so the names of two workloads never meet in the cluster-wide name.
    metadata: { name: `${node.namespace}.${node.name}`, labels: standardLabels(node.name, "flow") },
    spec: {
      className,
      spiffeIDTemplate: spiffeId(graph, identity.path),
      namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: node.namespace } },
      podSelector: { matchLabels: selectPods(node) },
      // Attested by the agent beside the pod's UID: a pod with the labels and another ServiceAccount gets nothing.
      workloadSelectorTemplates: [`k8s:ns:${node.namespace}`, `k8s:sa:${node.serviceAccount}`],
      ...defined({
        dnsNameTemplates: unlessEmpty(identity.dnsNames),
        ttl: seconds(identity.ttlSeconds),
        jwtTtl: seconds(identity.jwtTtlSeconds),
        federatesWith: unlessEmpty(identity.federatesWith),
      }),
    },
  };
}

function unlessEmpty(values: readonly string[]): readonly string[] | undefined {
  return values.length === 0 ? undefined : values;
}

function seconds(value: number | undefined): string | undefined {
  return value === undefined ? undefined : `${value}s`;
}

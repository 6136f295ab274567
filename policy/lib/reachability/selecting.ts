import type { Workload } from "./cluster.ts";
import type { NetworkPolicy } from "./networkPolicy.ts";
import { selects } from "./selector.ts";

/** The policies that act on one workload. */
export interface SelectingPolicies {
  readonly certain: readonly NetworkPolicy[];
  /** False when a policy that does, or may, select the workload could not be read completely. */
  readonly complete: boolean;
}

/** Finds the policies of a workload. */
export function policyIndex(policies: readonly NetworkPolicy[]): (workload: Workload) => SelectingPolicies {
  const byNamespace = Map.groupBy(policies, ({ namespace }) => namespace);
  const anywhere = byNamespace.get(undefined) ?? [];
  return (workload) => {
    // Policies apply to the pod network only.
    if (workload.hostNetwork) return { certain: [], complete: true };
    const judged = (byNamespace.get(workload.namespace) ?? []).map(
      (policy) => [policy, selects(policy.podSelector, workload.labels)] as const,
    );
    const possible = judged.filter(([, selected]) => selected !== false);
    const complete =
      anywhere.length === 0 && possible.every(([policy, selected]) => selected === true && policy.issues.length === 0);
    // A policy that only may select the workload isolates it, and is not counted on for anything it allows.
    return { certain: possible.map(([policy, selected]) => (selected === true ? policy : isolationOnly(policy))), complete };
  };
}

function isolationOnly(policy: NetworkPolicy): NetworkPolicy {
  return { ...policy, ingress: policy.ingress && [], egress: policy.egress && [] };
}

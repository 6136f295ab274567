import { fail, unknown } from "../finding.ts";
import type { Finding, PolicyResource } from "../verdict.ts";
import type { Direction, NetworkPolicy } from "./networkPolicy.ts";

const ALLOWED = "allowed: an empty podSelector, both policyTypes and no rules";

/** Judges that a namespace denies all ingress and all egress that no other policy allows. */
export function judgeDefaultDeny(
  namespace: string,
  policies: readonly NetworkPolicy[],
  subject: PolicyResource,
): readonly Finding[] {
  const own = policies.filter((policy) => policy.namespace === namespace || policy.namespace === undefined);
  // A policy that could not be read might be the one.
  const verdict = own.some(({ issues }) => issues.some((issue) => issue.verdict === "unknown")) ? unknown : fail;
  return (["ingress", "egress"] as const)
    .filter((direction) => !own.some((policy) => denies(policy, direction)))
    .map((direction) =>
      verdict(`namespace ${namespace} has no NetworkPolicy that denies all ${direction}; ${ALLOWED}`, { subject }),
    );
}

function denies(policy: NetworkPolicy, direction: Direction): boolean {
  return policy.podSelector.length === 0 && policy[direction]?.length === 0 && policy.issues.length === 0;
}

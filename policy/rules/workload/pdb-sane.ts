import { shareOf } from "../../lib/disruption.ts";
import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent, number } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, objectOf } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

export const pdbSane: ResourceRule = {
  name: "pdb-sane",
  title: "Disruption budgets let nodes be drained, and keep pods",
  description:
    "A PodDisruptionBudget must say maxUnavailable or minAvailable, one of them, and it must be some pods: maxUnavailable 0 or minAvailable 100% block every node upgrade for ever, maxUnavailable 100% or minAvailable 0 guard nothing. A minAvailable equal to the replicas blocks as well and is not seen here; a budget too generous for the replicas is pdb's.",
  severity: "low",
  level: FROM_STAGING,
  controls: ["S-87", "SOC2 A1.2", "ISO27001 A.8.14"],
  remediation: "Use maxUnavailable: 1.",
  scope: "resource",
  appliesTo: ofKind("policy/PodDisruptionBudget"),
  check: (resource) => {
    const most = below(objectOf(resource), "spec", "maxUnavailable");
    const least = below(objectOf(resource), "spec", "minAvailable");
    if (isAbsent(least.value)) return mustBe(most, isSome, SOME);
    return [...mustBe(most, isAbsent, "not set beside minAvailable"), ...mustBe(least, isSome, SOME)];
  },
};

const SOME = "1 or more, or a share between 0% and 100%";

/** Some pods, not none and not all. */
function isSome(value: Plain): boolean {
  const share = shareOf(value);
  return share === undefined ? (number(value) ?? 0) >= 1 : share > 0 && share < 100;
}

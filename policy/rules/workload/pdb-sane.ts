import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, objectOf } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

const NONE_UNAVAILABLE: readonly Plain[] = [0, "0", "0%"];

export const pdbSane: ResourceRule = {
  name: "pdb-sane",
  title: "Disruption budgets let nodes be drained",
  description:
    "A PodDisruptionBudget must say maxUnavailable or minAvailable, and must allow some disruption: maxUnavailable 0 or minAvailable 100% block every node upgrade for ever. A minAvailable equal to the replicas has the same effect and is not seen here.",
  severity: "low",
  level: FROM_STAGING,
  controls: ["S-87", "SOC2 A1.2", "ISO27001 A.8.14"],
  remediation: "Use maxUnavailable: 1.",
  scope: "resource",
  appliesTo: ofKind("policy/PodDisruptionBudget"),
  check: (resource) => {
    const most = below(objectOf(resource), "spec", "maxUnavailable");
    const least = below(objectOf(resource), "spec", "minAvailable");
    if (isAbsent(least.value)) return mustBe(most, (value) => !isAbsent(value) && !NONE_UNAVAILABLE.includes(value), "1 or more");
    return mustBe(least, (value) => value !== "100%", "less than 100%");
  },
};

import { hasBudget } from "../../lib/disruption.ts";
import { fail, unknown, describeResource } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { controllersIn, replicasOf, reaches } from "../../lib/replication.ts";
import type { WorldRule, World } from "../../lib/rule.ts";
import type { Finding, PolicyResource } from "../../lib/verdict.ts";

export const pdb: WorldRule = {
  name: "pdb",
  title: "Replicated workloads have a disruption budget",
  description:
    "A Deployment or StatefulSet that runs two pods or more must be selected by a PodDisruptionBudget in its namespace: otherwise draining nodes may evict all of its pods at once. A budget limits voluntary evictions only.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["S-87", "SOC2 A1.2", "ISO27001 A.8.14"],
  remediation: "Add a PodDisruptionBudget whose selector matches the pods, with maxUnavailable: 1.",
  scope: "world",
  appliesTo: (world) => controllersIn(world, "Deployment", "StatefulSet").length > 0,
  check: (world) => controllersIn(world, "Deployment", "StatefulSet").flatMap((controller) => judge(world, controller)),
};

const ALLOWED = "a PodDisruptionBudget in its namespace that selects its pods";

function judge(world: World, subject: PolicyResource): readonly Finding[] {
  const several = reaches(replicasOf(world, subject).most, 2);
  const budget = hasBudget(world, subject);
  if (several === false || budget === true) return [];
  const name = describeResource(subject);
  if (several === undefined || budget === undefined)
    return [
      unknown(`${name}: its replicas, labels or budgets are not known before deployment; allowed: ${ALLOWED}`, { subject }),
    ];
  return [fail(`${name} runs two pods or more without a disruption budget; allowed: ${ALLOWED}`, { subject })];
}

import { keptPods } from "../../lib/disruption.ts";
import { fail, unknown, describeResource } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isUnknown, number } from "../../lib/plain.ts";
import { controllersIn, replicasOf, reaches } from "../../lib/replication.ts";
import type { WorldRule, World } from "../../lib/rule.ts";
import type { Finding, PolicyResource } from "../../lib/verdict.ts";

export const pdb: WorldRule = {
  name: "pdb",
  title: "Replicated workloads have a disruption budget",
  description:
    "A Deployment or StatefulSet that runs two pods or more must be selected by a PodDisruptionBudget in its namespace that keeps one pod at least: otherwise draining nodes may evict all of them at once. A budget limits voluntary evictions only.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["S-87", "SOC2 A1.2", "ISO27001 A.8.14"],
  remediation: "Add a PodDisruptionBudget whose selector matches the pods, with maxUnavailable: 1.",
  scope: "world",
  appliesTo: (world) => controllersIn(world, "Deployment", "StatefulSet").length > 0,
  check: (world) => controllersIn(world, "Deployment", "StatefulSet").flatMap((controller) => judge(world, controller)),
};

const ALLOWED = "a PodDisruptionBudget in its namespace that selects its pods and keeps one at least";

function judge(world: World, subject: PolicyResource): readonly Finding[] {
  const { least, most } = replicasOf(world, subject);
  const several = reaches(most, 2);
  // A budget that works for two pods works for more; where an autoscaler may leave one, there is nothing to keep.
  const kept = keptPods(world, subject, isUnknown(least) ? least : Math.max(2, number(least) ?? 0));
  if (several === false || (kept !== undefined && !isUnknown(kept) && kept > 0)) return [];
  const name = describeResource(subject);
  if (several === undefined || isUnknown(kept))
    return [
      unknown(`${name}: its replicas, labels or budgets are not known before deployment; allowed: ${ALLOWED}`, { subject }),
    ];
  const fault =
    kept === undefined
      ? "runs two pods or more without a disruption budget"
      : "has a disruption budget that lets all of its pods go at once";
  return [fail(`${name} ${fault}; allowed: ${ALLOWED}`, { subject })];
}

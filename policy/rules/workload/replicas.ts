import { fail, unknown, describeResource, show } from "../../lib/finding.ts";
import { FROM_PROD } from "../../lib/levels.ts";
import { isUnknown, number } from "../../lib/plain.ts";
import { controllersIn, replicasOf, reaches } from "../../lib/replication.ts";
import type { WorldRule, World } from "../../lib/rule.ts";
import { below, unless, objectOf } from "../../lib/subject.ts";
import type { Finding, PolicyResource } from "../../lib/verdict.ts";

export const replicas: WorldRule = {
  name: "replicas",
  title: "Deployments survive the loss of a pod",
  description:
    "A Deployment must run at least two pods, by spec.replicas or by the minReplicas of its HorizontalPodAutoscaler, unless its strategy is Recreate, which says that it cannot run twice. Two pods on one node are one: see topology-spread.",
  severity: "medium",
  level: FROM_PROD,
  controls: ["SOC2 A1.2", "ISO27001 A.8.14", "PCI-DSS 2.2.1"],
  remediation: "Set spec.replicas to 2 or more; where the program cannot run twice, say so with strategy.type: Recreate.",
  scope: "world",
  params: { minimum: { type: "integer", description: "Fewest pods.", default: 2 } },
  appliesTo: (world) => controllersIn(world, "Deployment").length > 0,
  check: (world, { params }) =>
    controllersIn(world, "Deployment").flatMap((deployment) => judge(world, deployment, number(params["minimum"]) ?? 2)),
};

function judge(world: World, subject: PolicyResource, minimum: number): readonly Finding[] {
  const { least } = replicasOf(world, subject);
  if (reaches(least, minimum) === true) return [];
  const allowed = `allowed: ${minimum} or more, or the strategy Recreate`;
  const finding = isUnknown(least)
    ? unknown(`${describeResource(subject)}: its replicas are not known before deployment; ${allowed}`, { subject })
    : fail(`${describeResource(subject)} runs ${show(least)} at least; ${allowed}`, { subject, path: "spec.replicas" });
  return unless(below(objectOf(subject), "spec", "strategy", "type"), (type) => type === "Recreate", [finding]);
}

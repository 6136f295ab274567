import { FROM_PROD } from "../../lib/levels.ts";
import { number } from "../../lib/plain.ts";
import { controllersIn, replicasOf, reaches } from "../../lib/replication.ts";
import type { WorldRule, World } from "../../lib/rule.ts";
import { below, mustBe, unless, objectOf, type Subject } from "../../lib/subject.ts";
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

function judge(world: World, deployment: PolicyResource, minimum: number): readonly Finding[] {
  const strategy = below(objectOf(deployment), "spec", "strategy", "type");
  const { least } = replicasOf(world, deployment);
  const replicas: Subject = { ...below(objectOf(deployment), "spec", "replicas"), value: least };
  const findings = mustBe(replicas, (count) => reaches(count, minimum) === true, `${minimum} or more, or the strategy Recreate`);
  return unless(strategy, (type) => type === "Recreate", findings).map((finding) => ({ ...finding, subject: deployment }));
}

import { keptPods } from "../../lib/disruption.ts";
import { fail, unknown, describeResource } from "../../lib/finding.ts";
import { FROM_PROD } from "../../lib/levels.ts";
import { isUnknown, number } from "../../lib/plain.ts";
import { replicasOf, reaches } from "../../lib/replication.ts";
import type { World, WorldRule } from "../../lib/rule.ts";
import type { Finding, PolicyResource } from "../../lib/verdict.ts";
import { controllersBehind, criticalWebhooks } from "../../lib/webhooks.ts";

export const webhookReplicas: WorldRule = {
  name: "webhook-replicas",
  title: "Webhooks that everything waits for run several times",
  description:
    "The pods behind a webhook that fails closed on objects of Kubernetes itself must run minimum times at least, with a disruption budget that keeps `kept` of them: while they are away nothing can be created. Webhooks for an operator's own objects stop only those and are left out, as are webhooks behind an address.",
  severity: "high",
  level: FROM_PROD,
  controls: ["S-86", "S-87", "SOC2 A1.2", "ISO27001 A.8.14"],
  remediation: "Run three replicas with a PodDisruptionBudget of minAvailable 2.",
  params: {
    minimum: { type: "integer", description: "Fewest pods.", default: 3 },
    kept: { type: "integer", description: "Fewest pods that the budget keeps while nodes are drained.", default: 2 },
  },
  scope: "world",
  appliesTo: (world) => criticalWebhooks(world).length > 0,
  check: (world, { params }) => {
    const minimum = number(params["minimum"]) ?? 3;
    const kept = number(params["kept"]) ?? 2;
    return criticalWebhooks(world).flatMap(({ webhook, namespace, service }) =>
      controllersBehind(world, namespace, service)
        .flatMap((one) => judge(world, one, { minimum, kept }))
        .map((finding) => ({ ...finding, message: `${describeResource(webhook)}: ${finding.message}`, subject: webhook })),
    );
  },
};

const ALLOWED = "allowed: several pods with a budget";

function judge(
  world: World,
  controller: PolicyResource,
  { minimum, kept }: { minimum: number; kept: number },
): readonly Finding[] {
  const name = describeResource(controller);
  const { least } = replicasOf(world, controller);
  const keeps = keptPods(world, controller, least);
  if (isUnknown(least) || isUnknown(keeps))
    return [unknown(`${name}: its replicas, labels or budgets are not known before deployment; ${ALLOWED}`)];
  const few = reaches(least, minimum) === true ? [] : [`runs less than ${minimum} times`];
  const bare = keeps === undefined ? ["has no disruption budget"] : [];
  const thin =
    keeps !== undefined && keeps < kept ? [`has a disruption budget that keeps ${keeps} of its pods, not ${kept}`] : [];
  return [...few, ...bare, ...thin].map((fault) => fail(`${name} ${fault}; ${ALLOWED}`));
}

import { hasBudget } from "../../lib/disruption.ts";
import { fail, describeResource, show } from "../../lib/finding.ts";
import { FROM_PROD } from "../../lib/levels.ts";
import { number } from "../../lib/plain.ts";
import { replicasOf, reaches } from "../../lib/replication.ts";
import type { WorldRule } from "../../lib/rule.ts";
import { controllersBehind, criticalWebhooks } from "../../lib/webhooks.ts";

export const webhookReplicas: WorldRule = {
  name: "webhook-replicas",
  title: "Webhooks that everything waits for run several times",
  description:
    "The pods behind a webhook that fails closed on objects of Kubernetes itself must run minimum times at least, with a disruption budget: while they are away nothing can be created. Webhooks for an operator's own objects stop only those and are left out, as are webhooks behind an address.",
  severity: "high",
  level: FROM_PROD,
  controls: ["S-86", "S-87", "SOC2 A1.2", "ISO27001 A.8.14"],
  remediation: "Run three replicas with a PodDisruptionBudget of minAvailable 2.",
  params: { minimum: { type: "integer", description: "Fewest pods.", default: 3 } },
  scope: "world",
  appliesTo: (world) => criticalWebhooks(world).length > 0,
  check: (world, { params }) =>
    criticalWebhooks(world).flatMap(({ webhook, namespace, service }) => {
      const served = controllersBehind(world, namespace, service);
      const weak = served.filter((one) => reaches(replicasOf(world, one).least, number(params["minimum"]) ?? 3) === false);
      const bare = served.filter((one) => hasBudget(world, one) === false);
      const few = weak.map((one) => `${describeResource(one)} runs less than ${show(params["minimum"])} times`);
      const unguarded = bare.map((one) => `${describeResource(one)} has no disruption budget`);
      return [...few, ...unguarded].map((fault) =>
        fail(`${describeResource(webhook)}: ${fault}; allowed: several pods with a budget`, { subject: webhook }),
      );
    }),
};

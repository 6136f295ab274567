import { fail, unknown, describeResource } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { selects } from "../../lib/reachability/selector.ts";
import type { WorldRule } from "../../lib/rule.ts";
import { criticalWebhooks, labelsOfNamespace } from "../../lib/webhooks.ts";

export const webhookSelfExclusion: WorldRule = {
  name: "webhook-self-exclusion",
  title: "A webhook does not guard its own pods",
  description:
    "A webhook that fails closed on pods must leave out the namespace of its own service by its namespaceSelector: after all of its pods are gone, nothing could start them. The labels of the namespace are read where it is among the resources, else only its name.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["S-89", "P-76", "SOC2 A1.2", "ISO27001 A.8.14"],
  remediation: "Add a namespaceSelector with kubernetes.io/metadata.name NotIn [<its namespace>].",
  scope: "world",
  appliesTo: (world) => criticalWebhooks(world).some(({ pods }) => pods),
  check: (world) =>
    criticalWebhooks(world)
      .filter(({ pods }) => pods)
      .flatMap(({ webhook, namespace, selector, path }) => {
        const covered = selects(selector, labelsOfNamespace(world, namespace));
        if (covered === false) return [];
        const message = `${describeResource(webhook)}: ${path} covers ${namespace}, where its own pods run; allowed: a namespaceSelector that leaves it out`;
        return [covered === undefined ? unknown(message, { subject: webhook, path }) : fail(message, { subject: webhook, path })];
      }),
};

import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { webhookReplicas } from "../../../../policy/rules/admission/webhook-replicas.ts";
import { change } from "../../fixtures/change.ts";
import { deployment, podDisruptionBudget, service, webhooks } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";

const guard: PlainRecord = change(webhooks, {
  "webhooks[0].clientConfig": { service: { namespace: "shop", name: "web" } },
  "webhooks[0].rules": [{ apiGroups: [""], resources: ["pods"], operations: ["CREATE"] }],
});
const three: PlainRecord = change(deployment, { "spec.replicas": 3 });

worldCases(webhookReplicas, [
  ["three with a budget", [guard, service, three, podDisruptionBudget]],
  [
    "two",
    [guard, service, deployment, podDisruptionBudget],
    [
      "ValidatingWebhookConfiguration shop: Deployment shop/web runs less than 3 times; allowed: several pods with a budget",
      "ValidatingWebhookConfiguration shop: Deployment shop/web has a disruption budget that keeps 1 of its pods, not 2; allowed: several pods with a budget",
    ],
  ],
  [
    "no budget",
    [guard, service, three],
    "ValidatingWebhookConfiguration shop: Deployment shop/web has no disruption budget; allowed: several pods with a budget",
  ],
  [
    "a budget that keeps one",
    [guard, service, three, change(podDisruptionBudget, { "spec.maxUnavailable": "50%" })],
    "ValidatingWebhookConfiguration shop: Deployment shop/web has a disruption budget that keeps 1 of its pods, not 2; allowed: several pods with a budget",
  ],
  [
    "unknown replicas",
    [guard, service, change(deployment, { "spec.replicas": UNKNOWN }), podDisruptionBudget],
    "unknown: ValidatingWebhookConfiguration shop: Deployment shop/web: its replicas, labels or budgets are not known before deployment; allowed: several pods with a budget",
  ],
  ["pods of somebody else", [guard]],
  ["objects of an operator", [change(guard, { "webhooks[0].rules[0].apiGroups": ["spire.spiffe.io"] })], NOT_APPLICABLE],
  ["it may fail", [change(guard, { "webhooks[0].failurePolicy": "Ignore" })], NOT_APPLICABLE],
]);

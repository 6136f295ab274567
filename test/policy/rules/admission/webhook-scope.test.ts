import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { webhookScope } from "../../../../policy/rules/admission/webhook-scope.ts";
import { webhooks } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(webhookScope, webhooks, [
  ["an empty selector", { "webhooks[0].objectSelector": {} }],
  [
    "a label to opt out",
    { "webhooks[0].objectSelector": { matchExpressions: [{ key: "skip", operator: "DoesNotExist" }] } },
    'ValidatingWebhookConfiguration shop sets webhooks[0].objectSelector to {"matchExpressions":[{"key":"skip","operator":"DoesNotExist"}]}; allowed: no objectSelector, or an empty one',
  ],
  [
    "a label to opt in",
    { "webhooks[0].objectSelector": { matchLabels: { check: "true" } } },
    'ValidatingWebhookConfiguration shop sets webhooks[0].objectSelector to {"matchLabels":{"check":"true"}}; allowed: no objectSelector, or an empty one',
  ],
  [
    "unknown",
    { "webhooks[0].objectSelector": UNKNOWN },
    "unknown: ValidatingWebhookConfiguration shop: webhooks[0].objectSelector is not known before deployment; allowed: no objectSelector, or an empty one",
  ],
  ["equivalent versions", { "webhooks[0].matchPolicy": "Equivalent" }],
  [
    "one version exactly",
    { "webhooks[0].matchPolicy": "Exact" },
    'ValidatingWebhookConfiguration shop sets webhooks[0].matchPolicy to "Exact"; allowed: Equivalent',
  ],
  ["no conditions", { "webhooks[0].matchConditions": [] }],
  [
    "a condition that leaves everything out",
    { "webhooks[0].matchConditions": [{ name: "none", expression: "false" }] },
    'ValidatingWebhookConfiguration shop sets webhooks[0].matchConditions[0] to {"name":"none","expression":"false"}; allowed: no conditions',
  ],
]);

import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { webhookSelfExclusion } from "../../../../policy/rules/admission/webhook-self-exclusion.ts";
import { change } from "../../fixtures/change.ts";
import { namespace, webhooks } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";

const guard: PlainRecord = change(webhooks, {
  "webhooks[0].clientConfig": { service: { namespace: "shop", name: "web" } },
  "webhooks[0].rules": [{ apiGroups: ["*"], resources: ["*"], operations: ["CREATE"] }],
  "webhooks[0].namespaceSelector": {
    matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["shop", "kube-system"] }],
  },
});

worldCases(webhookSelfExclusion, [
  ["its namespace left out", [guard]],
  ["namespaces that ask for it", [change(guard, { "webhooks[0].namespaceSelector": { matchLabels: { checked: "true" } } })]],
  [
    "its own namespace asks for it",
    [
      change(guard, { "webhooks[0].namespaceSelector": { matchLabels: { checked: "true" } } }),
      change(namespace, { "metadata.labels.checked": "true" }),
    ],
    "ValidatingWebhookConfiguration shop: webhooks[0] covers shop, where its own pods run; allowed: a namespaceSelector that leaves it out",
  ],
  [
    "no selector",
    [change(guard, { "webhooks[0].namespaceSelector": undefined })],
    "ValidatingWebhookConfiguration shop: webhooks[0] covers shop, where its own pods run; allowed: a namespaceSelector that leaves it out",
  ],
  [
    "unknown",
    [change(guard, { "webhooks[0].namespaceSelector": UNKNOWN })],
    "unknown: ValidatingWebhookConfiguration shop: webhooks[0] covers shop, where its own pods run; allowed: a namespaceSelector that leaves it out",
  ],
  ["no pods", [change(guard, { "webhooks[0].rules[0].resources": ["services"] })], NOT_APPLICABLE],
]);

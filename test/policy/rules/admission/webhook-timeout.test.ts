import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { webhookTimeout } from "../../../../policy/rules/admission/webhook-timeout.ts";
import { webhooks } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(webhookTimeout, webhooks, [
  [
    "thirty seconds",
    { "webhooks[0].timeoutSeconds": 30 },
    "ValidatingWebhookConfiguration shop sets webhooks[0].timeoutSeconds to 30; allowed: at most 10",
  ],
  ["not set", { "webhooks[0].timeoutSeconds": undefined }],
  [
    "a mutating one",
    { kind: "MutatingWebhookConfiguration", "webhooks[0].timeoutSeconds": 11 },
    "MutatingWebhookConfiguration shop sets webhooks[0].timeoutSeconds to 11; allowed: at most 10",
  ],
  [
    "an unknown time",
    { "webhooks[0].timeoutSeconds": UNKNOWN },
    "unknown: ValidatingWebhookConfiguration shop: webhooks[0].timeoutSeconds is not known before deployment; allowed: at most 10",
  ],
]);

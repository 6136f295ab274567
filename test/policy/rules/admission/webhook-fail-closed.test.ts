import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { webhookFailClosed } from "../../../../policy/rules/admission/webhook-fail-closed.ts";
import { webhooks } from "../../fixtures/objects.ts";
import { cases, NOT_APPLICABLE } from "../cases.ts";

cases(webhookFailClosed, webhooks, [
  [
    "Ignore",
    { "webhooks[0].failurePolicy": "Ignore" },
    'ValidatingWebhookConfiguration shop sets webhooks[0].failurePolicy to "Ignore"; allowed: Fail',
  ],
  ["not set", { "webhooks[0].failurePolicy": undefined }],
  [
    "a second webhook",
    { "webhooks[1]": { name: "other.example.com", failurePolicy: "Ignore" } },
    'ValidatingWebhookConfiguration shop sets webhooks[1].failurePolicy to "Ignore"; allowed: Fail',
  ],
  [
    "an unknown policy",
    { "webhooks[0].failurePolicy": UNKNOWN },
    "unknown: ValidatingWebhookConfiguration shop: webhooks[0].failurePolicy is not known before deployment; allowed: Fail",
  ],
  ["a mutating one", { kind: "MutatingWebhookConfiguration" }, NOT_APPLICABLE],
]);

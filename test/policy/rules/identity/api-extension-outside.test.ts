import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { apiExtensionOutside } from "../../../../policy/rules/identity/api-extension-outside.ts";
import { convertedResource, webhooks } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

const HOOK = "ValidatingWebhookConfiguration shop";
const inside = { service: { namespace: "shop", name: "web" } };

cases(apiExtensionOutside, webhooks, [
  ["a Service", { "webhooks[0].clientConfig": inside }],
  [
    "a url",
    { "webhooks[0].clientConfig": { url: "https://hooks.example.com" } },
    `${HOOK} sets webhooks[0].clientConfig.url to "https://hooks.example.com"; allowed: a Service of the cluster`,
  ],
  [
    "a url in the second webhook of a mutating configuration",
    {
      kind: "MutatingWebhookConfiguration",
      "webhooks[0].clientConfig": inside,
      "webhooks[1]": { name: "b.example.com", clientConfig: { url: "https://10.0.0.1" } },
    },
    'MutatingWebhookConfiguration shop sets webhooks[1].clientConfig.url to "https://10.0.0.1"; allowed: a Service of the cluster',
  ],
  [
    "not known",
    { "webhooks[0].clientConfig": UNKNOWN },
    `unknown: ${HOOK}: webhooks[0].clientConfig.url is not known before deployment; allowed: a Service of the cluster`,
  ],
]);

cases(apiExtensionOutside, convertedResource, [
  ["no conversion", { "spec.conversion": { strategy: "None" } }],
  [
    "conversion outside",
    { "spec.conversion.webhook.clientConfig": { url: "https://hooks.example.com" } },
    'CustomResourceDefinition orders.shop.example.com sets spec.conversion.webhook.clientConfig.url to "https://hooks.example.com"; allowed: a Service of the cluster',
  ],
]);

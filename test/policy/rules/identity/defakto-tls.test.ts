import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { defaktoTls } from "../../../../policy/rules/identity/defakto-tls.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(defaktoTls, deployment, [
  ["on", { "container.env[1]": { name: "SPIRL_ENDPOINT_ENABLE_TLS", value: "true" } }],
  [
    "off",
    { "container.env[1]": { name: "SPIRL_ENDPOINT_ENABLE_TLS", value: "false" } },
    'Deployment shop/web: container "app" sets SPIRL_ENDPOINT_ENABLE_TLS to "false"; allowed: not false',
  ],
  [
    "off in another spelling",
    { "init.env": [{ name: "SPIRL_ENDPOINT_ENABLE_TLS", value: "False" }] },
    'Deployment shop/web: init container "prepare" sets SPIRL_ENDPOINT_ENABLE_TLS to "False"; allowed: not false',
  ],
  [
    "unknown",
    { "container.env[1]": { name: "SPIRL_ENDPOINT_ENABLE_TLS", value: UNKNOWN } },
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].env[1].value is not known before deployment; allowed: not false',
  ],
]);

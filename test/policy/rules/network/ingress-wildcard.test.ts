import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { ingressWildcard } from "../../../../policy/rules/network/ingress-wildcard.ts";
import { ingress } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(ingressWildcard, ingress, [
  [
    "every host of a domain",
    { "spec.rules[0].host": "*.example.com" },
    'Ingress shop/web sets spec.rules[0].host to "*.example.com"; allowed: a host name without *',
  ],
  [
    "every host",
    { "spec.rules[0].host": undefined },
    "Ingress shop/web does not set spec.rules[0].host; allowed: a host name without *",
  ],
  [
    "a default backend",
    { "spec.defaultBackend": { service: { name: "web" } } },
    'Ingress shop/web sets spec.defaultBackend to {"service":{"name":"web"}}; allowed: no default backend',
  ],
  [
    "an unknown host",
    { "spec.rules[0].host": UNKNOWN },
    "unknown: Ingress shop/web: spec.rules[0].host is not known before deployment; allowed: a host name without *",
  ],
]);

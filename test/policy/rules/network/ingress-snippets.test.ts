import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { ingressSnippets } from "../../../../policy/rules/network/ingress-snippets.ts";
import { ingress } from "../../fixtures/objects.ts";
import { cases, type Case } from "../cases.ts";

cases(ingressSnippets, ingress, [
  ["another annotation", { 'metadata.annotations["nginx.ingress.kubernetes.io/proxy-body-size"]': "1m" }],
  ...[
    "nginx.ingress.kubernetes.io/configuration-snippet",
    "nginx.ingress.kubernetes.io/server-snippet",
    "nginx.ingress.kubernetes.io/auth-snippet",
    "nginx.ingress.kubernetes.io/modsecurity-snippet",
    "nginx.org/location-snippets",
    "nginx.ingress.kubernetes.io/lua-resty-waf",
  ].map((key): Case => [
    key,
    { [`metadata.annotations["${key}"]`]: "more_set_headers" },
    `Ingress shop/web has the annotation ${key}; allowed: no snippets`,
  ]),
  [
    "unknown",
    { "metadata.annotations": UNKNOWN },
    "unknown: Ingress shop/web: metadata.annotations is not known before deployment; allowed: no snippets",
  ],
]);

import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { ingressTls } from "../../../../policy/rules/network/ingress-tls.ts";
import { ingress } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(ingressTls, ingress, [
  ["no TLS", { "spec.tls": undefined }, "Ingress shop/web does not set spec.tls; allowed: at least one entry"],
  [
    "TLS of another host",
    { "spec.tls[0].hosts": ["other.example.com"] },
    'Ingress shop/web sets spec.rules[0].host to "shop.example.com"; allowed: a host listed under spec.tls',
  ],
  ["TLS of a wildcard", { "spec.tls[0].hosts": ["*.example.com"] }],
  [
    "a wildcard stands for one label",
    { "spec.rules[0].host": "a.shop.example.com", "spec.tls[0].hosts": ["*.example.com"] },
    'Ingress shop/web sets spec.rules[0].host to "a.shop.example.com"; allowed: a host listed under spec.tls',
  ],
  [
    "a second host without",
    { "spec.rules[1].host": "admin.example.com" },
    'Ingress shop/web sets spec.rules[1].host to "admin.example.com"; allowed: a host listed under spec.tls',
  ],
  [
    "an unknown host",
    { "spec.rules[0].host": UNKNOWN },
    "unknown: Ingress shop/web: spec.rules[0].host is not known before deployment; allowed: a host listed under spec.tls",
  ],
  [
    "unknown TLS",
    { "spec.tls": UNKNOWN },
    "unknown: Ingress shop/web: spec.tls is not known before deployment; allowed: at least one entry",
  ],
  [
    "unknown hosts of TLS",
    { "spec.tls[0].hosts": UNKNOWN },
    "unknown: Ingress shop/web: spec.rules[0].host is not known before deployment; allowed: a host listed under spec.tls",
  ],
]);

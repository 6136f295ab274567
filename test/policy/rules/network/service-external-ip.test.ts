import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { serviceExternalIp } from "../../../../policy/rules/network/service-external-ip.ts";
import { service } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(serviceExternalIp, service, [
  [
    "an address",
    { "spec.externalIPs": ["203.0.113.7"] },
    'Service shop/web sets spec.externalIPs to ["203.0.113.7"]; allowed: no external addresses',
  ],
  ["an empty list", { "spec.externalIPs": [] }],
  ["a traffic policy", { "spec.externalTrafficPolicy": "Local" }],
  [
    "unknown addresses",
    { "spec.externalIPs": UNKNOWN },
    "unknown: Service shop/web: spec.externalIPs is not known before deployment; allowed: no external addresses",
  ],
]);

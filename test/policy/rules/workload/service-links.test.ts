import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { serviceLinks } from "../../../../policy/rules/workload/service-links.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(serviceLinks, deployment, [
  ["true", { "pod.enableServiceLinks": true }, "Deployment shop/web sets enableServiceLinks to true; allowed: false"],
  ["not set", { "pod.enableServiceLinks": undefined }, "Deployment shop/web does not set enableServiceLinks; allowed: false"],
  [
    "an unknown value",
    { "pod.enableServiceLinks": UNKNOWN },
    "unknown: Deployment shop/web: spec.template.spec.enableServiceLinks is not known before deployment; allowed: false",
  ],
]);

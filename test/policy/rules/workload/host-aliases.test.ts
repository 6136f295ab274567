import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { hostAliases } from "../../../../policy/rules/workload/host-aliases.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(hostAliases, deployment, [
  [
    "an alias",
    { "pod.hostAliases": [{ ip: "10.0.0.1", hostnames: ["db.example.com"] }] },
    'Deployment shop/web sets hostAliases[0] to {"ip":"10.0.0.1","hostnames":["db.example.com"]}; allowed: no host aliases',
  ],
  ["an empty list", { "pod.hostAliases": [] }],
  [
    "an unknown list",
    { "pod.hostAliases": UNKNOWN },
    "unknown: Deployment shop/web: spec.template.spec.hostAliases is not known before deployment; allowed: no host aliases",
  ],
]);

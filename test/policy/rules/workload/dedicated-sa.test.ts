import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { dedicatedSa } from "../../../../policy/rules/workload/dedicated-sa.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(dedicatedSa, deployment, [
  [
    "the default account",
    { "pod.serviceAccountName": "default" },
    'Deployment shop/web sets serviceAccountName to "default"; allowed: a ServiceAccount of its own',
  ],
  [
    "not set",
    { "pod.serviceAccountName": undefined },
    "Deployment shop/web does not set serviceAccountName; allowed: a ServiceAccount of its own",
  ],
  ["an account called default-web", { "pod.serviceAccountName": "default-web" }],
  [
    "an unknown account",
    { "pod.serviceAccountName": UNKNOWN },
    "unknown: Deployment shop/web: spec.template.spec.serviceAccountName is not known before deployment; allowed: a ServiceAccount of its own",
  ],
]);

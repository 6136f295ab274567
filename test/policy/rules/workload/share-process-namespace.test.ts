import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { shareProcessNamespace } from "../../../../policy/rules/workload/share-process-namespace.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(shareProcessNamespace, deployment, [
  ["false", { "pod.shareProcessNamespace": false }],
  ["null, which is not set", { "pod.shareProcessNamespace": null }],
  [
    "true",
    { "pod.shareProcessNamespace": true },
    "Deployment shop/web sets shareProcessNamespace to true; allowed: false or not set",
  ],
  [
    "text that looks like true",
    { "pod.shareProcessNamespace": "true" },
    'Deployment shop/web sets shareProcessNamespace to "true"; allowed: false or not set',
  ],
  [
    "unknown",
    { "pod.shareProcessNamespace": UNKNOWN },
    "unknown: Deployment shop/web: spec.template.spec.shareProcessNamespace is not known before deployment; allowed: false or not set",
  ],
]);

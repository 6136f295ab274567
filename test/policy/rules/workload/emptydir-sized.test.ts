import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { emptydirSized } from "../../../../policy/rules/workload/emptydir-sized.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(emptydirSized, deployment, [
  [
    "no size",
    { "pod.volumes[0].emptyDir": {} },
    "Deployment shop/web does not set volumes[0].emptyDir.sizeLimit; allowed: a quantity above 0",
  ],
  [
    "a size of zero",
    { "pod.volumes[0].emptyDir.sizeLimit": "0" },
    'Deployment shop/web sets volumes[0].emptyDir.sizeLimit to "0"; allowed: a quantity above 0',
  ],
  [
    "memory without a size",
    { "pod.volumes[0].emptyDir": { medium: "Memory" } },
    "Deployment shop/web does not set volumes[0].emptyDir.sizeLimit; allowed: a quantity above 0",
  ],
  ["another volume", { "pod.volumes[0]": { name: "tmp", configMap: { name: "web" } } }],
  [
    "an unknown size",
    { "pod.volumes[0].emptyDir.sizeLimit": UNKNOWN },
    "unknown: Deployment shop/web: spec.template.spec.volumes[0].emptyDir.sizeLimit is not known before deployment; allowed: a quantity above 0",
  ],
  [
    "more than a machine has",
    { "pod.volumes[0].emptyDir.sizeLimit": "1Ei" },
    'Deployment shop/web sets volumes[0].emptyDir.sizeLimit to "1Ei"; allowed: at most 128Ti',
  ],
]);

import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { nodePlacement } from "../../../../policy/rules/workload/node-placement.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases, type Case } from "../cases.ts";

cases(nodePlacement, deployment, [
  ["a taint by its key", { "pod.tolerations": [{ key: "dedicated", operator: "Exists" }] }],
  ["an empty nodeName", { "pod.nodeName": "" }],
  ["a node by name", { "pod.nodeName": "node-1" }, 'Deployment shop/web sets nodeName to "node-1"; allowed: not set'],
  ...["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"].map((key): Case => [
    key,
    { "pod.tolerations": [{ key: "dedicated" }, { key, effect: "NoSchedule" }] },
    `Deployment shop/web sets tolerations[1] to {"key":"${key}","effect":"NoSchedule"}; allowed: taints by their keys, and not the control plane's`,
  ]),
  [
    "every taint",
    { "pod.tolerations": [{ operator: "Exists" }] },
    'Deployment shop/web sets tolerations[0] to {"operator":"Exists"}; allowed: taints by their keys, and not the control plane\'s',
  ],
  ["every taint for a DaemonSet", { kind: "DaemonSet", "pod.tolerations": [{ operator: "Exists" }] }],
  [
    "unknown",
    { "pod.tolerations": [UNKNOWN], "pod.nodeName": UNKNOWN },
    [
      "unknown: Deployment shop/web: spec.template.spec.nodeName is not known before deployment; allowed: not set",
      "unknown: Deployment shop/web: spec.template.spec.tolerations[0] is not known before deployment; allowed: taints by their keys, and not the control plane's",
    ],
  ],
]);

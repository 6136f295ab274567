import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { hostNamespaces } from "../../../../policy/rules/workload/host-namespaces.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(hostNamespaces, deployment, [
  ["hostNetwork", { "pod.hostNetwork": true }, "Deployment shop/web sets hostNetwork to true; allowed: false or not set"],
  ["hostPID", { "pod.hostPID": true }, "Deployment shop/web sets hostPID to true; allowed: false or not set"],
  ["hostIPC", { "pod.hostIPC": true }, "Deployment shop/web sets hostIPC to true; allowed: false or not set"],
  [
    "all three",
    { "pod.hostNetwork": true, "pod.hostPID": true, "pod.hostIPC": true },
    [
      "Deployment shop/web sets hostNetwork to true; allowed: false or not set",
      "Deployment shop/web sets hostPID to true; allowed: false or not set",
      "Deployment shop/web sets hostIPC to true; allowed: false or not set",
    ],
  ],
  ["false is as good as absent", { "pod.hostNetwork": false, "pod.hostPID": null }],
  ["shareProcessNamespace is not the host's", { "pod.shareProcessNamespace": true }],
  [
    "text instead of a boolean",
    { "pod.hostNetwork": "true" },
    'Deployment shop/web sets hostNetwork to "true"; allowed: false or not set',
  ],
  [
    "an unknown value, the others judged",
    { "pod.hostNetwork": UNKNOWN, "pod.hostPID": false },
    "unknown: Deployment shop/web: spec.template.spec.hostNetwork is not known before deployment; allowed: false or not set",
  ],
]);

import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { systemNamespace } from "../../../../policy/rules/workload/system-namespace.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases, type Case } from "../cases.ts";

cases(systemNamespace, deployment, [
  ...["kube-system", "kube-public", "kube-node-lease"].map((name): Case => [
    name,
    { "metadata.namespace": name },
    `Deployment ${name}/web sets metadata.namespace to "${name}"; allowed: a namespace made for the workload`,
  ]),
  ["a name that begins alike", { "metadata.namespace": "kube-system-tools" }],
  [
    "unknown",
    { "metadata.namespace": UNKNOWN },
    "unknown: Deployment web: metadata.namespace is not known before deployment; allowed: a namespace made for the workload",
  ],
]);

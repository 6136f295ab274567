import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { defaultNamespace } from "../../../../policy/rules/workload/default-namespace.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases, NOT_APPLICABLE } from "../cases.ts";

cases(defaultNamespace, deployment, [
  [
    "default",
    { "metadata.namespace": "default" },
    'Deployment default/web sets metadata.namespace to "default"; allowed: a namespace other than default',
  ],
  [
    "none",
    { "metadata.namespace": undefined },
    "Deployment web does not set metadata.namespace; allowed: a namespace other than default",
  ],
  ["default-web", { "metadata.namespace": "default-web" }],
  [
    "an unknown namespace",
    { "metadata.namespace": UNKNOWN },
    "unknown: Deployment web: metadata.namespace is not known before deployment; allowed: a namespace other than default",
  ],
  ["an object without a namespace", { apiVersion: "v1", kind: "Namespace" }, NOT_APPLICABLE],
]);

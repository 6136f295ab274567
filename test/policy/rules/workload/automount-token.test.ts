import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { automountToken } from "../../../../policy/rules/workload/automount-token.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(automountToken, deployment, [
  [
    "true",
    { "pod.automountServiceAccountToken": true },
    "Deployment shop/web sets automountServiceAccountToken to true; allowed: false",
  ],
  [
    "not set",
    { "pod.automountServiceAccountToken": undefined },
    "Deployment shop/web does not set automountServiceAccountToken; allowed: false",
  ],
  [
    "a projected token beside it",
    { "pod.volumes[1]": { name: "token", projected: { sources: [{ serviceAccountToken: { path: "token" } }] } } },
  ],
  [
    "an unknown value",
    { "pod.automountServiceAccountToken": UNKNOWN },
    "unknown: Deployment shop/web: spec.template.spec.automountServiceAccountToken is not known before deployment; allowed: false",
  ],
]);

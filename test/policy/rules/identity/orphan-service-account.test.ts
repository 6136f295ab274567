import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { orphanServiceAccount } from "../../../../policy/rules/identity/orphan-service-account.ts";
import { change } from "../../fixtures/change.ts";
import { deployment, job, serviceAccount } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";

const other: PlainRecord = change(serviceAccount, { "metadata.name": "api" });

worldCases(orphanServiceAccount, [
  ["a pod runs under it", [deployment, serviceAccount]],
  ["no pods in its namespace", [deployment, change(other, { "metadata.namespace": "lab" })]],
  [
    "nobody uses it",
    [deployment, serviceAccount, other],
    "ServiceAccount shop/api is used by no pod; allowed: accounts that pods run under",
  ],
  [
    "an unknown account",
    [deployment, serviceAccount, other, change(job, { "pod.serviceAccountName": UNKNOWN })],
    "unknown: ServiceAccount shop/api is used by no pod; allowed: accounts that pods run under",
  ],
  ["no pods", [serviceAccount], NOT_APPLICABLE],
]);

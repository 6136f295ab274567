import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { clusterSecretStoreScope } from "../../../../policy/rules/secrets/cluster-secret-store-scope.ts";
import { clusterSecretStore } from "../../fixtures/objects.ts";
import { cases, NOT_APPLICABLE } from "../cases.ts";

cases(clusterSecretStoreScope, clusterSecretStore, [
  [
    "none",
    { "spec.conditions": undefined },
    "ClusterSecretStore vault does not set spec.conditions; allowed: at least one condition",
  ],
  [
    "an empty list",
    { "spec.conditions": [] },
    "ClusterSecretStore vault sets spec.conditions to []; allowed: at least one condition",
  ],
  ["a store of one namespace", { kind: "SecretStore" }, NOT_APPLICABLE],
  [
    "unknown conditions",
    { "spec.conditions": UNKNOWN },
    "unknown: ClusterSecretStore vault: spec.conditions is not known before deployment; allowed: at least one condition",
  ],
]);

import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { externalSecretRefresh } from "../../../../policy/rules/secrets/external-secret-refresh.ts";
import { externalSecret } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(externalSecretRefresh, externalSecret, [
  [
    "not set",
    { "spec.refreshInterval": undefined },
    "ExternalSecret shop/web does not set spec.refreshInterval; allowed: a duration above 0",
  ],
  [
    "zero",
    { "spec.refreshInterval": "0" },
    'ExternalSecret shop/web sets spec.refreshInterval to "0"; allowed: a duration above 0',
  ],
  [
    "zero with a unit",
    { "spec.refreshInterval": "0h0m" },
    'ExternalSecret shop/web sets spec.refreshInterval to "0h0m"; allowed: a duration above 0',
  ],
  ["ten minutes", { "spec.refreshInterval": "10m" }],
  [
    "an unknown interval",
    { "spec.refreshInterval": UNKNOWN },
    "unknown: ExternalSecret shop/web: spec.refreshInterval is not known before deployment; allowed: a duration above 0",
  ],
  [
    "of a cluster-wide one",
    { kind: "ClusterExternalSecret", "spec.externalSecretSpec": {} },
    "ClusterExternalSecret shop/web does not set spec.externalSecretSpec.refreshInterval; allowed: a duration above 0",
  ],
]);

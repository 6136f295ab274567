import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { spireSvidTtl } from "../../../../policy/rules/identity/spire-svid-ttl.ts";
import { clusterSpiffeId } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(spireSvidTtl, clusterSpiffeId, [
  ["two days", { "spec.ttl": "48h" }, 'ClusterSPIFFEID web sets spec.ttl to "48h"; allowed: at most 24h, or not set'],
  [
    "a day and a second",
    { "spec.ttl": "24h0m1s" },
    'ClusterSPIFFEID web sets spec.ttl to "24h0m1s"; allowed: at most 24h, or not set',
  ],
  ["a day", { "spec.ttl": "24h" }],
  ["not set", { "spec.ttl": undefined }],
  ["a long JWT", { "spec.jwtTtl": "1000h" }, 'ClusterSPIFFEID web sets spec.jwtTtl to "1000h"; allowed: at most 24h, or not set'],
  [
    "text that is no duration",
    { "spec.ttl": "forever" },
    'ClusterSPIFFEID web sets spec.ttl to "forever"; allowed: at most 24h, or not set',
  ],
  [
    "an unknown time",
    { "spec.ttl": UNKNOWN },
    "unknown: ClusterSPIFFEID web: spec.ttl is not known before deployment; allowed: at most 24h, or not set",
  ],
]);

import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { spireSvidTtl } from "../../../../policy/rules/identity/spire-svid-ttl.ts";
import { clusterSpiffeId, spireConfig } from "../../fixtures/objects.ts";
import { cases, NOT_APPLICABLE } from "../cases.ts";

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

const server = (...settings: readonly string[]): string =>
  `server {\n  trust_domain = "example.org"\n  ${settings.join("\n  ")}\n}\nplugins {}`;
const SHOWN = "allowed: at most 24h, or not set";

cases(spireSvidTtl, spireConfig, [
  ["short defaults", { 'data["server.conf"]': server('default_x509_svid_ttl = "1h"', 'default_jwt_svid_ttl = "5m"') }],
  ["a server that says nothing", { 'data["server.conf"]': server() }],
  ["a long default in a comment", { 'data["server.conf"]': server('# default_x509_svid_ttl = "100h"') }],
  [
    "a long default",
    { 'data["server.conf"]': server('default_x509_svid_ttl = "48h"') },
    `ConfigMap spire-system/spire-agent sets default_x509_svid_ttl in data["server.conf"] to "48h"; ${SHOWN}`,
  ],
  [
    "a long default of JWTs, in JSON",
    { 'data["server.json"]': JSON.stringify({ server: { trust_domain: "example.org", default_jwt_svid_ttl: "25h" } }) },
    `ConfigMap spire-system/spire-agent sets default_jwt_svid_ttl in data["server.json"] to "25h"; ${SHOWN}`,
  ],
  [
    "a file that is not known",
    { 'data["server.conf"]': UNKNOWN },
    [
      `unknown: ConfigMap spire-system/spire-agent: data["server.conf"] is not known before deployment; ${SHOWN}`,
      `unknown: ConfigMap spire-system/spire-agent: data["server.conf"] is not known before deployment; ${SHOWN}`,
    ],
  ],
  ["another program's settings", { data: { "app.conf": 'default_x509_svid_ttl = "48h"' } }, NOT_APPLICABLE],
]);

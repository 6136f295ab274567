import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { mtlsStrict } from "../../../../policy/rules/network/mtls-strict.ts";
import { peerAuthentication } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(mtlsStrict, peerAuthentication, [
  ["ports only, strict", { spec: { selector: { matchLabels: { app: "web" } }, portLevelMtls: { "8080": { mode: "STRICT" } } } }],
  [
    "permissive",
    { "spec.mtls.mode": "PERMISSIVE" },
    'PeerAuthentication shop/default sets spec.mtls.mode to "PERMISSIVE"; allowed: STRICT',
  ],
  [
    "disabled",
    { "spec.mtls.mode": "DISABLE" },
    'PeerAuthentication shop/default sets spec.mtls.mode to "DISABLE"; allowed: STRICT',
  ],
  ["nothing said", { "spec.mtls": undefined }, "PeerAuthentication shop/default does not set spec.mtls.mode; allowed: STRICT"],
  [
    "a permissive port",
    { "spec.portLevelMtls": { "8080": { mode: "PERMISSIVE" } } },
    'PeerAuthentication shop/default sets spec.portLevelMtls.8080.mode to "PERMISSIVE"; allowed: STRICT',
  ],
  [
    "a disabled port alone",
    { "spec.mtls": undefined, "spec.portLevelMtls": { "8080": { mode: "DISABLE" } } },
    'PeerAuthentication shop/default sets spec.portLevelMtls.8080.mode to "DISABLE"; allowed: STRICT',
  ],
  [
    "unknown",
    { "spec.mtls": UNKNOWN },
    "unknown: PeerAuthentication shop/default: spec.mtls.mode is not known before deployment; allowed: STRICT",
  ],
  [
    "unknown ports",
    { "spec.portLevelMtls": UNKNOWN },
    "unknown: PeerAuthentication shop/default: spec.portLevelMtls is not known before deployment; allowed: STRICT",
  ],
]);

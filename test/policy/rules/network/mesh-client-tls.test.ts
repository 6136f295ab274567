import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { meshClientTls } from "../../../../policy/rules/network/mesh-client-tls.ts";
import { destinationRule } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(meshClientTls, destinationRule, [
  ["nothing said", { "spec.trafficPolicy": undefined }],
  [
    "off",
    { "spec.trafficPolicy.tls.mode": "DISABLE" },
    'DestinationRule shop/web sets spec.trafficPolicy.tls.mode to "DISABLE"; allowed: ISTIO_MUTUAL, MUTUAL or SIMPLE',
  ],
  [
    "off for a port",
    { "spec.trafficPolicy.portLevelSettings": [{ port: { number: 80 }, tls: { mode: "DISABLE" } }] },
    'DestinationRule shop/web sets spec.trafficPolicy.portLevelSettings[0].tls.mode to "DISABLE"; allowed: ISTIO_MUTUAL, MUTUAL or SIMPLE',
  ],
  [
    "off for a subset",
    { "spec.subsets": [{ name: "v1", trafficPolicy: { tls: { mode: "DISABLE" } } }] },
    'DestinationRule shop/web sets spec.subsets[0].trafficPolicy.tls.mode to "DISABLE"; allowed: ISTIO_MUTUAL, MUTUAL or SIMPLE',
  ],
  [
    "not verified",
    { "spec.trafficPolicy.tls": { mode: "SIMPLE", insecureSkipVerify: true } },
    "DestinationRule shop/web sets spec.trafficPolicy.tls.insecureSkipVerify to true; allowed: false",
  ],
  [
    "unknown",
    { "spec.trafficPolicy.tls.mode": UNKNOWN },
    "unknown: DestinationRule shop/web: spec.trafficPolicy.tls.mode is not known before deployment; allowed: ISTIO_MUTUAL, MUTUAL or SIMPLE",
  ],
]);

import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { spiffeModeProd } from "../../../../policy/rules/governance/spiffe-mode-prod.ts";
import { change } from "../../fixtures/change.ts";
import { deployment } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, pulumiResource, worldCases } from "../cases.ts";

const platform = pulumiResource("palisade:platform:Platform");
const gateway = change(deployment, { "container.env": [{ name: "SPIFFE_MODE", value: "prod" }] });

worldCases(spiffeModeProd, [
  ["prod", [platform, gateway]],
  [
    "dev",
    [platform, change(gateway, { "container.env[0].value": "dev" })],
    'Deployment shop/web: container "app" sets SPIFFE_MODE to "dev"; allowed: "prod"',
  ],
  ["no gateway", [platform, deployment], "no container sets SPIFFE_MODE; allowed: a gateway with SPIFFE_MODE=prod"],
  [
    "another spelling",
    [platform, change(gateway, { "container.env[0].value": "Prod" })],
    'Deployment shop/web: container "app" sets SPIFFE_MODE to "Prod"; allowed: "prod"',
  ],
  [
    "one of two",
    [platform, gateway, change(gateway, { "metadata.name": "other", "container.env[0].value": "dev" })],
    'Deployment shop/other: container "app" sets SPIFFE_MODE to "dev"; allowed: "prod"',
  ],
  [
    "an unknown mode",
    [platform, change(gateway, { "container.env[0].value": UNKNOWN })],
    'unknown: Deployment shop/web: container "app": spec.template.spec.containers[0].env[0].value is not known before deployment; allowed: "prod"',
  ],
  ["another program", [gateway], NOT_APPLICABLE],
  [
    "a platform that brings them later",
    [pulumiResource("palisade:platform:Platform", { layers: ["audit", "cloud", "platform"] }), deployment],
    NOT_APPLICABLE,
  ],
]);

import { gatekeeperPresent } from "../../../../policy/rules/governance/gatekeeper-present.ts";
import { change } from "../../fixtures/change.ts";
import { constraint, webhooks } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, pulumiResource, worldCases } from "../cases.ts";

const platform = pulumiResource("palisade:platform:Platform");
const webhook = change(webhooks, { "metadata.name": "gatekeeper-validating-webhook-configuration" });

worldCases(gatekeeperPresent, [
  ["webhook and constraint", [platform, webhook, constraint]],
  ["no constraint", [platform, webhook], "the platform does not hold a Gatekeeper constraint; allowed: both"],
  [
    "a template is no constraint",
    [platform, webhook, change(constraint, { apiVersion: "templates.gatekeeper.sh/v1" })],
    "the platform does not hold a Gatekeeper constraint; allowed: both",
  ],
  [
    "another webhook",
    [platform, webhooks, constraint],
    "the platform does not hold Gatekeeper's validating webhook; allowed: both",
  ],
  ["another program", [constraint], NOT_APPLICABLE],
  [
    "a platform that brings them later",
    [pulumiResource("palisade:platform:Platform", { layers: ["audit", "cloud"] }), constraint],
    NOT_APPLICABLE,
  ],
]);

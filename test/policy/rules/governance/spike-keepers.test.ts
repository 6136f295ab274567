import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { spikeKeepers } from "../../../../policy/rules/governance/spike-keepers.ts";
import { change } from "../../fixtures/change.ts";
import { deployment, statefulSet } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, pulumiResource, worldCases } from "../cases.ts";

const platform = pulumiResource("palisade:platform:Platform");
const keepers = change(statefulSet, { "spec.replicas": 3, "container.image": "ghcr.io/spiffe/spike-keeper:0.8.0" });
const one = change(keepers, { kind: "Deployment", "spec.replicas": 1 });

worldCases(spikeKeepers, [
  ["three in one StatefulSet", [platform, keepers]],
  ["three Deployments", [platform, one, one, one]],
  ["two Deployments", [platform, one, one], "the platform runs 2 SPIKE Keepers; allowed: 3 or more"],
  ["none", [platform, deployment], "the platform runs 0 SPIKE Keepers; allowed: 3 or more"],
  [
    "another program of that name",
    [platform, change(keepers, { "container.image": "ghcr.io/shop/spike-keeper-exporter:1" })],
    "the platform runs 0 SPIKE Keepers; allowed: 3 or more",
  ],
  [
    "unknown replicas",
    [platform, change(keepers, { "spec.replicas": UNKNOWN })],
    "unknown: the platform runs 0 SPIKE Keepers; allowed: 3 or more (some replicas are not known before deployment)",
  ],
  ["enough beside unknown ones", [platform, keepers, change(keepers, { "spec.replicas": UNKNOWN })]],
  ["another program", [keepers], NOT_APPLICABLE],
  [
    "a platform that brings them later",
    [pulumiResource("palisade:platform:Platform", { layers: ["audit", "cloud"] })],
    NOT_APPLICABLE,
  ],
]);

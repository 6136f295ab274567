import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { kubernetesValidated } from "../../../../policy/rules/governance/kubernetes-validated.ts";
import { NOT_APPLICABLE, pulumiResource, worldCases } from "../cases.ts";

const platform = pulumiResource("palisade:platform:Platform");
const report = pulumiResource("palisade:evidence:Evidence", { command: "k8s-validate", passed: true });

worldCases(kubernetesValidated, [
  ["a report that passed", [platform, report]],
  ["no report", [platform], "no report of k8s-validate is registered; allowed: one that passed"],
  [
    "a report that failed",
    [platform, pulumiResource("palisade:evidence:Evidence", { command: "k8s-validate", passed: false })],
    "the report of k8s-validate did not pass; allowed: one that passed",
  ],
  [
    "the report of another command",
    [platform, pulumiResource("palisade:evidence:Evidence", { command: "k8s-runtime-campaign", passed: true })],
    "no report of k8s-validate is registered; allowed: one that passed",
  ],
  [
    "passed as text",
    [platform, pulumiResource("palisade:evidence:Evidence", { command: "k8s-validate", passed: "true" })],
    "the report of k8s-validate did not pass; allowed: one that passed",
  ],
  [
    "an unknown outcome",
    [platform, pulumiResource("palisade:evidence:Evidence", { command: "k8s-validate", passed: UNKNOWN })],
    "unknown: the report of k8s-validate did not pass; allowed: one that passed",
  ],
  ["another program", [report], NOT_APPLICABLE],
  [
    "a platform that brings them later",
    [pulumiResource("palisade:platform:Platform", { layers: ["audit", "cloud", "platform"] })],
    NOT_APPLICABLE,
  ],
]);

import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { aksControlPlaneLogs } from "../../../../policy/rules/cloud/aks-control-plane-logs.ts";
import { aksCluster, azureDiagnostics } from "../../fixtures/cloud.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";
import { of } from "./cloudCases.ts";

worldCases(aksControlPlaneLogs, [
  ["a setting", [of(aksCluster), of(azureDiagnostics)]],
  ["every log", [of(aksCluster), of(azureDiagnostics, { logs: [{ categoryGroup: "allLogs", enabled: true }] })]],
  [
    "none",
    [of(aksCluster)],
    "the program has 1 AKS clusters and 0 diagnostic settings with kube-audit and guard; allowed: one for each",
  ],
  [
    "switched off",
    [of(aksCluster), of(azureDiagnostics, { "logs[0].enabled": false })],
    "the program has 1 AKS clusters and 0 diagnostic settings with kube-audit and guard; allowed: one for each",
  ],
  [
    "one for two",
    [of(aksCluster), of(aksCluster, {}, "other"), of(azureDiagnostics)],
    [
      "the program has 2 AKS clusters and 1 diagnostic settings with kube-audit and guard; allowed: one for each",
      "the program has 2 AKS clusters and 1 diagnostic settings with kube-audit and guard; allowed: one for each",
    ],
  ],
  [
    "unknown logs",
    [of(aksCluster), of(azureDiagnostics, { logs: UNKNOWN })],
    "unknown: the program has 1 AKS clusters and 0 diagnostic settings with kube-audit and guard; allowed: one for each",
  ],
  ["no cluster", [of(azureDiagnostics)], NOT_APPLICABLE],
]);

import { demanding, must, mustNotBe, includesAll } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const EKS_LOGS = ["api", "audit", "authenticator", "controllerManager", "scheduler"];
const GKE_LOGS = ["SYSTEM_COMPONENTS", "WORKLOADS", "APISERVER"];

export const clusterControlPlaneLogs: ResourceRule = {
  name: "cluster-control-plane-logs",
  title: "The control plane writes its logs",
  description:
    "EKS must write all five logs (api, audit, authenticator, controllerManager, scheduler); GKE those of the system, the workloads and the API server. Without the audit log nobody can say afterwards who did what. How long logs are kept, and who may delete them, is set where they go. For AKS see aks-control-plane-logs.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["CIS-EKS 2.1.1", "CIS-GKE 5.7.1", "NSA-CISA audit logging", "PCI-DSS 10.2.1", "SOC2 CC7.2", "ISO27001 A.8.15"],
  remediation: "List the logs in enabledClusterLogTypes (EKS) or loggingConfig.enableComponents (GKE).",
  ...demanding({
    [TYPES.eksCluster]: [must("enabledClusterLogTypes", includesAll(...EKS_LOGS), `all of ${EKS_LOGS.join(", ")}`)],
    [TYPES.gkeCluster]: [
      must("loggingConfig.enableComponents", includesAll(...GKE_LOGS), `at least ${GKE_LOGS.join(", ")}`),
      mustNotBe("loggingService", "none"),
    ],
  }),
};

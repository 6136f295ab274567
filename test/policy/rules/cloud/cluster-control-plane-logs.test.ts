import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { clusterControlPlaneLogs } from "../../../../policy/rules/cloud/cluster-control-plane-logs.ts";
import { eksCluster, gkeCluster } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(clusterControlPlaneLogs, eksCluster, [
  [
    "no logs",
    { enabledClusterLogTypes: undefined },
    "main does not set enabledClusterLogTypes; allowed: all of api, audit, authenticator, controllerManager, scheduler",
  ],
  [
    "without the audit log",
    { enabledClusterLogTypes: ["api", "authenticator", "controllerManager", "scheduler"] },
    'main sets enabledClusterLogTypes to ["api","authenticator","controllerManager","scheduler"]; allowed: all of api, audit, authenticator, controllerManager, scheduler',
  ],
  [
    "an unknown log",
    { enabledClusterLogTypes: ["api", UNKNOWN] },
    "unknown: main: enabledClusterLogTypes[1] is not known before deployment; allowed: all of api, audit, authenticator, controllerManager, scheduler",
  ],
  ["all, and one unknown", { "enabledClusterLogTypes[5]": UNKNOWN }],
]);

cloudCases(clusterControlPlaneLogs, gkeCluster, [
  [
    "nothing said",
    { loggingConfig: undefined },
    "main does not set loggingConfig.enableComponents; allowed: at least SYSTEM_COMPONENTS, WORKLOADS, APISERVER",
  ],
  [
    "without the workloads",
    { "loggingConfig.enableComponents": ["SYSTEM_COMPONENTS", "APISERVER"] },
    'main sets loggingConfig.enableComponents to ["SYSTEM_COMPONENTS","APISERVER"]; allowed: at least SYSTEM_COMPONENTS, WORKLOADS, APISERVER',
  ],
  ["logging off", { loggingService: "none" }, 'main sets loggingService to "none"; allowed: not "none"'],
  [
    "unknown",
    { loggingConfig: UNKNOWN },
    "unknown: main: loggingConfig.enableComponents is not known before deployment; allowed: at least SYSTEM_COMPONENTS, WORKLOADS, APISERVER",
  ],
]);

import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { clusterWorkloadIdentity } from "../../../../policy/rules/cloud/cluster-workload-identity.ts";
import { aksCluster, gkeCluster } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(clusterWorkloadIdentity, gkeCluster, [
  ["Autopilot", { workloadIdentityConfig: undefined, enableAutopilot: true }],
  [
    "no pool",
    { workloadIdentityConfig: undefined },
    "main does not set workloadIdentityConfig.workloadPool; allowed: <project>.svc.id.goog",
  ],
  [
    "a pool of another shape",
    { "workloadIdentityConfig.workloadPool": "example-project" },
    'main sets workloadIdentityConfig.workloadPool to "example-project"; allowed: <project>.svc.id.goog',
  ],
  [
    "unknown",
    { "workloadIdentityConfig.workloadPool": UNKNOWN },
    "unknown: main: workloadIdentityConfig.workloadPool is not known before deployment; allowed: <project>.svc.id.goog",
  ],
]);

cloudCases(clusterWorkloadIdentity, aksCluster, [
  ["no issuer", { oidcIssuerProfile: undefined }, "main does not set oidcIssuerProfile.enabled; allowed: true"],
  [
    "off",
    { "securityProfile.workloadIdentity.enabled": false },
    "main sets securityProfile.workloadIdentity.enabled to false; allowed: true",
  ],
]);

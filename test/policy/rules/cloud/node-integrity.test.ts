import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { nodeIntegrity } from "../../../../policy/rules/cloud/node-integrity.ts";
import { aksCluster, aksPool, gkeCluster, gkeNodePool } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(nodeIntegrity, gkeNodePool, [
  [
    "no secure boot",
    { "nodeConfig.shieldedInstanceConfig": undefined },
    "main does not set nodeConfig.shieldedInstanceConfig.enableSecureBoot; allowed: true",
  ],
  [
    "no monitoring",
    { "nodeConfig.shieldedInstanceConfig.enableIntegrityMonitoring": false },
    "main sets nodeConfig.shieldedInstanceConfig.enableIntegrityMonitoring to false; allowed: not false",
  ],
  [
    "unknown",
    { "nodeConfig.shieldedInstanceConfig.enableSecureBoot": UNKNOWN },
    "unknown: main: nodeConfig.shieldedInstanceConfig.enableSecureBoot is not known before deployment; allowed: true",
  ],
]);

cloudCases(nodeIntegrity, gkeCluster, [
  ["not shielded", { enableShieldedNodes: false }, "main sets enableShieldedNodes to false; allowed: not false"],
  [
    "the default pool",
    { removeDefaultNodePool: false, nodeConfig: undefined },
    "main does not set nodeConfig.shieldedInstanceConfig.enableSecureBoot; allowed: true",
  ],
]);

cloudCases(nodeIntegrity, aksCluster, [
  [
    "no secure boot",
    { "agentPoolProfiles[0].securityProfile.enableSecureBoot": false },
    "main sets agentPoolProfiles[0].securityProfile.enableSecureBoot to false; allowed: true",
  ],
]);

cloudCases(nodeIntegrity, aksPool, [
  [
    "neither",
    { securityProfile: { sshAccess: "Disabled" } },
    [
      "main does not set securityProfile.enableSecureBoot; allowed: true",
      "main does not set securityProfile.enableVTPM; allowed: true",
    ],
  ],
]);

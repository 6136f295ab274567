import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { nodeUpgrades } from "../../../../policy/rules/cloud/node-upgrades.ts";
import { aksCluster, gkeNodePool } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(nodeUpgrades, gkeNodePool, [
  ["no repair", { "management.autoRepair": false }, "main sets management.autoRepair to false; allowed: true"],
  [
    "nothing said",
    { management: undefined },
    ["main does not set management.autoRepair; allowed: true", "main does not set management.autoUpgrade; allowed: true"],
  ],
  [
    "unknown",
    { "management.autoUpgrade": UNKNOWN },
    "unknown: main: management.autoUpgrade is not known before deployment; allowed: true",
  ],
]);

cloudCases(nodeUpgrades, aksCluster, [
  [
    "no channel",
    { "autoUpgradeProfile.nodeOSUpgradeChannel": "None" },
    'main sets autoUpgradeProfile.nodeOSUpgradeChannel to "None"; allowed: "NodeImage" or "SecurityPatch"',
  ],
]);

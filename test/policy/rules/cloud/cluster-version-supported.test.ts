import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { clusterVersionSupported } from "../../../../policy/rules/cloud/cluster-version-supported.ts";
import { aksCluster, eksCluster, gkeCluster } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(clusterVersionSupported, eksCluster, [
  ["the newest", { version: undefined }],
  ["newer than the table", { version: "1.40" }],
  ["out of maintenance", { version: "1.34" }, 'main sets version to "1.34"; allowed: maintained on 2026-11-21, or not set'],
  ["older than the table", { version: "1.9" }, 'main sets version to "1.9"; allowed: maintained on 2026-11-21, or not set'],
  ["no version", { version: "latest" }, 'main sets version to "latest"; allowed: maintained on 2026-11-21, or not set'],
  [
    "extended support",
    { "upgradePolicy.supportType": "EXTENDED" },
    'main sets upgradePolicy.supportType to "EXTENDED"; allowed: "STANDARD"',
  ],
  [
    "an unknown version",
    { version: UNKNOWN },
    "unknown: main: version is not known before deployment; allowed: maintained on 2026-11-21, or not set",
  ],
]);

cloudCases(clusterVersionSupported, gkeCluster, [
  [
    "no channel",
    { releaseChannel: undefined },
    'main does not set releaseChannel.channel; allowed: "RAPID" or "REGULAR" or "STABLE" or "EXTENDED"',
  ],
  [
    "the static channel",
    { "releaseChannel.channel": "UNSPECIFIED" },
    'main sets releaseChannel.channel to "UNSPECIFIED"; allowed: "RAPID" or "REGULAR" or "STABLE" or "EXTENDED"',
  ],
  [
    "an old version",
    { minMasterVersion: "1.33.4-gke.100" },
    'main sets minMasterVersion to "1.33.4-gke.100"; allowed: maintained on 2026-11-21, or not set',
  ],
  ["a maintained version", { minMasterVersion: "1.35.2-gke.1" }],
]);

cloudCases(clusterVersionSupported, aksCluster, [
  [
    "no upgrades",
    { autoUpgradeProfile: undefined },
    'main does not set autoUpgradeProfile.upgradeChannel; allowed: "patch" or "stable" or "rapid"',
  ],
  [
    "upgrades off",
    { "autoUpgradeProfile.upgradeChannel": "none" },
    'main sets autoUpgradeProfile.upgradeChannel to "none"; allowed: "patch" or "stable" or "rapid"',
  ],
  [
    "an old version",
    { kubernetesVersion: "1.32" },
    'main sets kubernetesVersion to "1.32"; allowed: maintained on 2026-11-21, or not set',
  ],
]);

import { isMaintained, REVIEWED } from "../../lib/cloud/kubernetesVersions.ts";
import { demanding, must, mustEqual, judgeSettings, type Settings } from "../../lib/cloud/settings.ts";
import { TYPES, cloudType } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { text } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const VERSIONS = ["version", "minMasterVersion", "kubernetesVersion"];

const SETTINGS: Settings = {
  [TYPES.eksCluster]: [mustEqual("upgradePolicy.supportType", "STANDARD")],
  [TYPES.gkeCluster]: [mustEqual("releaseChannel.channel", "RAPID", "REGULAR", "STABLE", "EXTENDED")],
  [TYPES.aksCluster]: [mustEqual("autoUpgradeProfile.upgradeChannel", "patch", "stable", "rapid")],
};

export const clusterVersionSupported: ResourceRule = {
  name: "cluster-version-supported",
  title: "Clusters run a Kubernetes version that gets fixes",
  description:
    "The minor version must still be maintained upstream on the day of the parameter asOf, by the table of this rule: after its end nobody publishes security fixes. EKS must not pay for extended support instead, GKE must be in a release channel, AKS must upgrade by itself. Clouds support a version somewhat longer than upstream; that is not counted.",
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "CIS-GKE 5.5.4",
    "NSA-CISA upgrading and application security practices",
    "PCI-DSS 6.3.3",
    "SOC2 CC7.1",
    "ISO27001 A.8.8",
  ],
  remediation: "Upgrade the cluster one minor version at a time; set upgradePolicy, releaseChannel or autoUpgradeProfile.",
  params: {
    asOf: { type: "string", description: "Day the versions are judged by, YYYY-MM-DD.", default: REVIEWED },
  },
  ...demanding(SETTINGS),
  check: (resource, { params }) => {
    const asOf = text(params["asOf"]) ?? REVIEWED;
    const versions = VERSIONS.map((field) =>
      must(field, (value) => isMaintained(value, asOf), `maintained on ${asOf}, or not set`),
    );
    return judgeSettings(resource, [...versions, ...(SETTINGS[cloudType(resource.type)] ?? [])]);
  },
};

import { demanding, must, isGiven, type Setting } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const tagged = (field: string): readonly Setting[] =>
  ["owner", "data-class"].map((tag) => must(`${field}.${tag}`, isGiven, "a value"));

export const ownerLabels: ResourceRule = {
  name: "owner-labels",
  title: "Cloud resources say whose they are and what they hold",
  description:
    "Clusters, stores, databases, keys and registries must carry the tags owner and data-class (labels on Google Cloud): after a leak the first questions are who answers for it and what was in it. Default tags of a provider are not seen. What the values are is not judged.",
  severity: "low",
  level: FROM_STAGING,
  controls: ["PCI-DSS 12.5.1", "SOC2 CC6.1", "ISO27001 A.5.9", "ISO27001 A.5.12"],
  remediation: "Set the tags owner and data-class on the resource.",
  ...demanding({
    [TYPES.eksCluster]: tagged("tags"),
    [TYPES.bucket]: tagged("tags"),
    [TYPES.kmsKey]: tagged("tags"),
    [TYPES.ecrRepository]: tagged("tags"),
    [TYPES.rdsInstance]: tagged("tags"),
    [TYPES.rdsCluster]: tagged("tags"),
    [TYPES.gkeCluster]: tagged("resourceLabels"),
    [TYPES.gcpBucket]: tagged("labels"),
    [TYPES.gcpKey]: tagged("labels"),
    [TYPES.gcpRegistry]: tagged("labels"),
    [TYPES.cloudSql]: tagged("settings.userLabels"),
    [TYPES.aksCluster]: tagged("tags"),
    [TYPES.azureStorage]: tagged("tags"),
    [TYPES.azureVault]: tagged("tags"),
    [TYPES.azureRegistry]: tagged("tags"),
    [TYPES.azurePostgres]: tagged("tags"),
  }),
};

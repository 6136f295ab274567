import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { ownerLabels } from "../../../../policy/rules/governance/owner-labels.ts";
import { azureStorage, cloudSql, eksCluster, gkeCluster } from "../../fixtures/cloud.ts";
import { cloudCases } from "../cloud/cloudCases.ts";

cloudCases(ownerLabels, eksCluster, [
  ["no owner", { "tags.owner": undefined }, "main does not set tags.owner; allowed: a value"],
  [
    "no tags",
    { tags: undefined },
    ["main does not set tags.owner; allowed: a value", "main does not set tags.data-class; allowed: a value"],
  ],
  [
    "unknown",
    { tags: UNKNOWN },
    [
      "unknown: main: tags.owner is not known before deployment; allowed: a value",
      "unknown: main: tags.data-class is not known before deployment; allowed: a value",
    ],
  ],
]);

cloudCases(ownerLabels, gkeCluster, [
  ["no class", { 'resourceLabels["data-class"]': undefined }, "main does not set resourceLabels.data-class; allowed: a value"],
]);

cloudCases(ownerLabels, azureStorage, [["an empty owner", { "tags.owner": "" }, 'main sets tags.owner to ""; allowed: a value']]);

cloudCases(ownerLabels, cloudSql, [
  [
    "no labels",
    { "settings.userLabels": undefined },
    [
      "main does not set settings.userLabels.owner; allowed: a value",
      "main does not set settings.userLabels.data-class; allowed: a value",
    ],
  ],
]);

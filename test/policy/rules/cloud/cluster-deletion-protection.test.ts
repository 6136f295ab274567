import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { clusterDeletionProtection } from "../../../../policy/rules/cloud/cluster-deletion-protection.ts";
import { eksCluster, gkeCluster } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(clusterDeletionProtection, eksCluster, [
  ["not set", { deletionProtection: undefined }, "main does not set deletionProtection; allowed: true"],
  ["unknown", { deletionProtection: UNKNOWN }, "unknown: main: deletionProtection is not known before deployment; allowed: true"],
]);

cloudCases(clusterDeletionProtection, gkeCluster, [
  ["off", { deletionProtection: false }, "main sets deletionProtection to false; allowed: not false"],
]);

import type { VersionSupport } from "../versionSupport.ts";

/**
 * Kubernetes versions of GKE's channels REGULAR and STABLE: fourteen months from the day on which Regular has them. Google
 * publishes the day late; that of 1.36 is computed, from the month in which Regular got it.
 * https://docs.cloud.google.com/kubernetes-engine/docs/release-schedule
 */
export const GKE_SUPPORT: VersionSupport = {
  service: "GKE",
  promise: "standard support",
  until: { "1.34": "2026-10-01", "1.35": "2027-04-11", "1.36": "2027-08-31" },
  checked: "2026-11-21",
  afterwards: "Google upgrades a cluster whose support has ended, ready or not",
  row: "its last day to gke/versions.ts",
};

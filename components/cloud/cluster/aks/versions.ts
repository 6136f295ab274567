import type { VersionSupport } from "../versionSupport.ts";
import type { AksConfig } from "./config.ts";

/** The month in which AKS's year of support for a version ends; long-term support, of tier Premium, has a second year. */
const LAST_MONTHS: Readonly<Record<string, string>> = { "1.34": "2026-11", "1.35": "2027-03", "1.36": "2027-07" };

/**
 * Kubernetes versions of AKS: a year from the month in which they are generally available, which is all that Azure publishes.
 * https://learn.microsoft.com/azure/aks/supported-kubernetes-versions#aks-kubernetes-release-calendar
 */
export function aksSupport({ tier }: Pick<AksConfig, "tier">): VersionSupport {
  const years = tier === "Premium" ? 1 : 0;
  return {
    service: "AKS",
    promise: tier === "Premium" ? "long-term support" : "standard support",
    until: Object.fromEntries(Object.entries(LAST_MONTHS).map(([version, month]) => [version, lastDay(month, years)])),
    checked: "2026-11-21",
    afterwards: "Azure supports a cluster that is behind by its platform only, and upgrades it in the end",
    row: "its last month to aks/versions.ts",
  };
}

/** Last day of a month, some years later. Pure. */
function lastDay(month: string, years: number): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return new Date(Date.UTC(year + years, number, 0)).toISOString().slice(0, 10);
}

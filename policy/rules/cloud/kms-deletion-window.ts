import { demanding, must, mustEqual, mustNotBe, atLeast } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { text, isAbsent } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const MONTH = 30 * 86_400;

export const kmsDeletionWindow: ResourceRule = {
  name: "kms-deletion-window",
  title: "A deleted key can be brought back",
  description:
    "Deleting a key makes everything written with it unreadable, the audit trail too. The waiting time must be 30 days on AWS and on Google Cloud (their defaults), and an Azure Key Vault must keep deleted keys for 90 days and refuse to purge them. Whoever may cancel the deletion decides; who may start it is judged by kms-key-policy.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-78", "PCI-DSS 3.7.5", "SOC2 A1.2", "ISO27001 A.8.24", "ISO27001 A.8.13"],
  remediation: "Leave deletionWindowInDays or destroyScheduledDuration at 30 days; set enablePurgeProtection on the vault.",
  ...demanding({
    [TYPES.kmsKey]: [must("deletionWindowInDays", (days) => isAbsent(days) || atLeast(30)(days), "30")],
    [TYPES.gcpKey]: [
      must(
        "destroyScheduledDuration",
        (time) => isAbsent(time) || Number(/^(\d+)s$/.exec(text(time) ?? "")?.[1] ?? 0) >= MONTH,
        "2592000s or more",
      ),
    ],
    [TYPES.azureVault]: [
      mustEqual("properties.enablePurgeProtection", true),
      mustNotBe("properties.enableSoftDelete", false),
      must("properties.softDeleteRetentionInDays", (days) => isAbsent(days) || atLeast(90)(days), "90"),
    ],
  }),
};

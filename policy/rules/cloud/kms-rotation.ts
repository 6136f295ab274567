import { demanding, must, mustEqual, exempt } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { text, isAbsent } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import type { Plain } from "../../lib/verdict.ts";

const YEAR = 365 * 86_400;

export const kmsRotation: ResourceRule = {
  name: "kms-rotation",
  title: "Keys are renewed by themselves",
  description:
    "Symmetric keys of AWS KMS must have enableKeyRotation, keys of Google Cloud a rotationPeriod of at most a year: a key that is never renewed protects everything ever written with one secret. Asymmetric keys cannot be rotated this way and are left out. Keys in an Azure Key Vault rotate by a policy of the key, which is not judged.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["NSA-CISA hardening container environments", "PCI-DSS 3.7.4", "SOC2 CC6.1", "ISO27001 A.8.24"],
  remediation: 'Set enableKeyRotation: true (AWS), or rotationPeriod: "7776000s" (Google Cloud).',
  ...demanding({
    [TYPES.kmsKey]: [
      exempt(mustEqual("enableKeyRotation", true), {
        field: "customerMasterKeySpec",
        holds: (spec) => !isAbsent(spec) && spec !== "SYMMETRIC_DEFAULT",
      }),
    ],
    [TYPES.gcpKey]: [
      exempt(
        must("rotationPeriod", (period) => secondsOf(period) <= YEAR, "at most 31536000s"),
        {
          field: "purpose",
          holds: (purpose) => !isAbsent(purpose) && purpose !== "ENCRYPT_DECRYPT",
        },
      ),
    ],
  }),
};

/** Google Cloud writes durations as `7776000s`; anything else is no period. */
function secondsOf(period: Plain): number {
  return Number(/^(\d+)s$/.exec(text(period) ?? "")?.[1] ?? Infinity);
}

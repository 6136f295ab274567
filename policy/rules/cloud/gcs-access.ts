import { demanding, mustEqual } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { ALWAYS } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const gcsAccess: ResourceRule = {
  name: "gcs-access",
  title: "Buckets of Google Cloud have one way in",
  description:
    "A bucket must have uniform bucket-level access and enforced public access prevention: then no ACL of a single object, and no allUsers in a policy, opens it. An organisation policy may enforce the same, which cannot be seen from here.",
  severity: "high",
  level: ALWAYS,
  controls: ["P-92", "PCI-DSS 7.2.2", "SOC2 CC6.1", "ISO27001 A.8.3"],
  remediation: "Set uniformBucketLevelAccess: true and publicAccessPrevention: enforced.",
  ...demanding({
    [TYPES.gcpBucket]: [mustEqual("uniformBucketLevelAccess", true), mustEqual("publicAccessPrevention", "enforced")],
  }),
};

import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { gcsAccess } from "../../../../policy/rules/cloud/gcs-access.ts";
import { gcpBucket } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(gcsAccess, gcpBucket, [
  ["ACLs", { uniformBucketLevelAccess: undefined }, "main does not set uniformBucketLevelAccess; allowed: true"],
  ["inherited", { publicAccessPrevention: "inherited" }, 'main sets publicAccessPrevention to "inherited"; allowed: "enforced"'],
  ["not set", { publicAccessPrevention: undefined }, 'main does not set publicAccessPrevention; allowed: "enforced"'],
  [
    "unknown",
    { publicAccessPrevention: UNKNOWN },
    'unknown: main: publicAccessPrevention is not known before deployment; allowed: "enforced"',
  ],
]);

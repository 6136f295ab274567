import { cloudResources, hasCloudResource } from "../../lib/cloud/companions.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { describeResource, fail, unknown } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent, isUnknown, items, read, text } from "../../lib/plain.ts";
import type { WorldRule } from "../../lib/rule.ts";
import type { Finding, PolicyResource } from "../../lib/verdict.ts";

export const gcsAccessLogs: WorldRule = {
  name: "gcs-access-logs",
  title: "Buckets of Google Cloud log who reads them",
  description:
    "Every bucket of the program must write usage logs to another bucket, except those that receive them, unless the program switches on data access logs (DATA_READ) of Cloud Storage: a retention policy says that nothing was changed, the log says who looked. Audit configurations of a folder or an organisation are not seen from here.",
  severity: "low",
  level: FROM_STAGING,
  controls: ["P-92", "PCI-DSS 10.2.1", "SOC2 CC7.2", "ISO27001 A.8.15"],
  remediation: "Set logging.logBucket, or register gcp.projects.IAMAuditConfig for storage.googleapis.com.",
  scope: "world",
  appliesTo: hasCloudResource(TYPES.gcpBucket),
  check: (world) => {
    if (cloudResources(world, TYPES.gcpAuditConfig).some(logsReads)) return [];
    const buckets = cloudResources(world, TYPES.gcpBucket);
    const targets = buckets.map(({ props }) => read(props, "logging", "logBucket"));
    const quiet = buckets.filter(({ props, name }) => !targets.includes(props["name"] ?? name));
    return quiet.flatMap((subject) => judge(subject, targets.some(isUnknown)));
  },
};

function logsReads({ props }: PolicyResource): boolean {
  const logged = items(props["auditLogConfigs"]).map((config) => text(read(config, "logType")));
  return /^(storage\.googleapis\.com|allServices)$/.test(text(props["service"]) ?? "") && logged.includes("DATA_READ");
}

/** A target that is not known yet may be any of the buckets. */
function judge(subject: PolicyResource, doubtful: boolean): readonly Finding[] {
  const target = read(subject.props, "logging", "logBucket");
  if (!isAbsent(target) && !isUnknown(target)) return [];
  const message = `${describeResource(subject)} logs to no bucket; allowed: one for logs`;
  return [doubtful || isUnknown(target) ? unknown(message, { subject }) : fail(message, { subject })];
}

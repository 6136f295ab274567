import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { gcsAccessLogs } from "../../../../policy/rules/cloud/gcs-access-logs.ts";
import { gcpBucket } from "../../fixtures/cloud.ts";
import { NOT_APPLICABLE, pulumiResource, worldCases } from "../cases.ts";
import { of } from "./cloudCases.ts";

const evidence = of(gcpBucket, { name: "evidence", logging: { logBucket: "logs" } });
const logs = of(gcpBucket, { name: "logs", logging: undefined });
const quiet = of(gcpBucket, { name: "quiet", logging: undefined });
const auditing = (service: string, ...types: readonly string[]): ReturnType<typeof pulumiResource> =>
  pulumiResource("gcp:projects/iAMAuditConfig:IAMAuditConfig", {
    service,
    auditLogConfigs: types.map((logType) => ({ logType })),
  });
const MESSAGE = "gcp:storage/bucket:Bucket main logs to no bucket; allowed: one for logs";

worldCases(gcsAccessLogs, [
  ["a bucket that logs, and the one that receives", [evidence, logs]],
  ["a bucket that does not log", [evidence, logs, quiet], MESSAGE],
  ["data access logs", [quiet, auditing("storage.googleapis.com", "ADMIN_READ", "DATA_READ")]],
  ["data access logs of everything", [quiet, auditing("allServices", "DATA_READ")]],
  ["data access logs of another service", [quiet, auditing("container.googleapis.com", "DATA_READ")], MESSAGE],
  ["logs of writes alone", [quiet, auditing("storage.googleapis.com", "DATA_WRITE")], MESSAGE],
  [
    "a target that is not known",
    [of(gcpBucket, { name: "evidence", logging: { logBucket: UNKNOWN } }), logs],
    [`unknown: ${MESSAGE}`, `unknown: ${MESSAGE}`],
  ],
  ["no buckets", [], NOT_APPLICABLE],
]);

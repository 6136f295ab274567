import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { bucketForceDestroy } from "../../../../policy/rules/cloud/bucket-force-destroy.ts";
import { bucket, gcpBucket } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(bucketForceDestroy, bucket, [
  ["emptied first", { forceDestroy: true }, "main sets forceDestroy to true; allowed: not true"],
  ["unknown", { forceDestroy: UNKNOWN }, "unknown: main: forceDestroy is not known before deployment; allowed: not true"],
]);

cloudCases(bucketForceDestroy, gcpBucket, [
  ["emptied first", { forceDestroy: true }, "main sets forceDestroy to true; allowed: not true"],
]);

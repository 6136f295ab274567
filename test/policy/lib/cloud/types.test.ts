import { expect, test } from "vitest";
import { cloudType } from "../../../../policy/lib/cloud/types.ts";

test.each([
  ["azure-native:storage:StorageAccount", "azure-native:storage:StorageAccount"],
  ["azure-native:storage/v20240101:StorageAccount", "azure-native:storage:StorageAccount"],
  ["azure-native:containerservice/v20250902preview:ManagedCluster", "azure-native:containerservice:ManagedCluster"],
  ["aws:s3/bucketV2:BucketV2", "aws:s3/bucket:Bucket"],
  ["aws:s3/bucketVersioningV2:BucketVersioningV2", "aws:s3/bucketVersioning:BucketVersioning"],
  ["aws:apigatewayv2/api:Api", "aws:apigatewayv2/api:Api"],
  ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:Deployment"],
])("%s is %s, whatever version a program names", (type, plain) => {
  expect(cloudType(type)).toBe(plain);
  expect(cloudType(type)).toBe(plain);
});

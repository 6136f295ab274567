import type { AwsConfig } from "../../config.ts";

/** Partition of a region: the second field of every ARN in it. Pure. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** ARN of something in the stack's account and region. */
export function arn({ region, accountId }: AwsConfig, service: string, resource: string): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${accountId}:${resource}`;
}

/** ARN of a role of the account. Roles have no path: SPIRE finds its own by its bare name. */
export function roleArn({ region, accountId }: AwsConfig, name: string): string {
  return `arn:${partitionOf(region)}:iam::${accountId}:role/${name}`;
}

export function bucketArn({ region }: AwsConfig, bucket: string): string {
  return `arn:${partitionOf(region)}:s3:::${bucket}`;
}

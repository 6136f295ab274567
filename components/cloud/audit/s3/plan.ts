import { arn, bucketArn } from "../../iam/aws/arns.ts";
import type { AwsConfig } from "../../config.ts";
import type { S3Config } from "../config.ts";
import type { Retention } from "../retention.ts";

/** Everything that decides how the store in S3 looks. */
export interface S3Plan {
  readonly store: S3Config;
  /** Account of the store. */
  readonly cloud: AwsConfig;
  /** Account that the workloads write from; the same or another. */
  readonly writers: string;
  readonly retention: Retention;
}

/** Names that policies refer to before anything exists. */
export interface S3Names {
  readonly bucket: string;
  readonly logs: string;
  readonly bucketArn: string;
  readonly logsArn: string;
  readonly topicArn: string;
  readonly trailArn: string;
  readonly replicationRole: string;
}

/** Folder of the access logs, and the only one that S3 itself may write to. */
export const ACCESS_LOG_PREFIX = "access/";

export function s3Names({ store, cloud }: Pick<S3Plan, "store" | "cloud">): S3Names {
  const logs = `${store.bucket}-access-logs`;
  return {
    bucket: store.bucket,
    logs,
    bucketArn: bucketArn(cloud, store.bucket),
    logsArn: bucketArn(cloud, logs),
    topicArn: arn(cloud, "sns", `${store.bucket}-alarms`),
    trailArn: arn(cloud, "cloudtrail", `trail/${store.bucket}`),
    replicationRole: `${store.bucket}-replication`,
  };
}

/** A statement of a policy of a resource. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal: "*" | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

import { arn, bucketArn, partitionOf, roleArn } from "../../components/cloud/iam/aws/arns.ts";
import type { AwsConfig } from "../../components/cloud/config.ts";
import { subjects, type BootstrapConfig } from "../config.ts";

export type AwsBootstrap = BootstrapConfig & { readonly cloud: AwsConfig };

type Statement = Readonly<Record<string, unknown>>;

/** A policy as IAM reads it. */
export interface Document {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

const document = (...Statement: readonly Statement[]): Document => ({ Version: "2012-10-17", Statement });

interface AwsNames {
  readonly bucket: string;
  /** Who reads the state. */
  readonly logs: string;
  readonly keyAlias: string;
  readonly deployRole: string;
  readonly previewRole: string;
  readonly deployRoleArn: string;
  readonly previewRoleArn: string;
}

/** Names that others compute too. Pure. */
export function awsNames({ name, cloud }: AwsBootstrap): AwsNames {
  const bucket = `${name}-state-${cloud.accountId}`;
  const logs = `${name}-state-logs-${cloud.accountId}`;
  return {
    bucket,
    logs,
    keyAlias: `alias/${name}-state`,
    deployRole: `${name}-deploy`,
    previewRole: `${name}-preview`,
    deployRoleArn: roleArn(cloud, `${name}-deploy`),
    previewRoleArn: roleArn(cloud, `${name}-preview`),
  };
}

/** Who may take on a role: one repository, in one situation. */
export function ciTrust({ cloud, ci }: AwsBootstrap, situation: "deploy" | "preview"): Document {
  const host = new URL(ci.issuer).host;
  return document({
    Effect: "Allow",
    Principal: { Federated: `arn:${partitionOf(cloud.region)}:iam::${cloud.accountId}:oidc-provider/${host}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: { StringEquals: { [`${host}:aud`]: "sts.amazonaws.com", [`${host}:sub`]: subjects(ci)[situation] } },
  });
}

/** What a role may do with the state: everything a deployment does, or nothing but look. A preview takes no lock. */
export function stateRights(config: AwsBootstrap, situation: "deploy" | "preview"): Document {
  const names = awsNames(config);
  const bucket = bucketArn(config.cloud, names.bucket);
  // AWS makes up the key's own name; its alias is ours.
  const ours = { "ForAnyValue:StringEquals": { "kms:ResourceAliases": names.keyAlias } };
  const write = situation === "deploy" ? ["s3:DeleteObject", "s3:PutObject"] : [];
  const encrypt = situation === "deploy" ? ["kms:Encrypt", "kms:GenerateDataKey"] : [];
  return document(
    { Effect: "Allow", Action: ["s3:GetBucketLocation", "s3:ListBucket"], Resource: bucket },
    { Effect: "Allow", Action: ["s3:GetObject", ...write], Resource: `${bucket}/.pulumi/*` },
    {
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:DescribeKey", ...encrypt],
      Resource: arn(config.cloud, "kms", "key/*"),
      Condition: ours,
    },
  );
}

/** Nobody reaches a bucket without TLS 1.2; its access logs come from the one service that writes them. */
export function bucketPolicy({ cloud }: AwsBootstrap, name: string, source?: string): Document {
  const bucket = bucketArn(cloud, name);
  const deny = (Condition: Statement): Statement => ({
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucket, `${bucket}/*`],
    Condition,
  });
  return document(
    deny({ Bool: { "aws:SecureTransport": "false" } }),
    deny({ NumericLessThan: { "s3:TlsVersion": "1.2" } }),
    ...(source === undefined ? [] : [logDelivery(cloud, bucket, source)]),
  );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
function logDelivery(cloud: AwsConfig, bucket: string, source: string): Statement {
  return {
    Effect: "Allow",
    Principal: { Service: "logging.s3.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: `${bucket}/*`,
    Condition: {
      ArnLike: { "aws:SourceArn": bucketArn(cloud, source) },
      StringEquals: { "aws:SourceAccount": cloud.accountId },
    },
  };
}

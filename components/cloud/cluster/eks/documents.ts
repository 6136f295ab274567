import type { AwsConfig } from "../../config.ts";
import { arn, partitionOf, roleArn } from "../../iam/aws/arns.ts";
import type { EksNames, KeyUse } from "./names.ts";

/** Conditions of a statement: operator -> key -> values. */
type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal: Readonly<Record<string, string | readonly string[]>>;
  readonly Action: readonly string[];
  readonly Resource?: string;
  readonly Condition?: Conditions;
}

/** A policy as JSON, the form in which AWS takes it. */
function documentOf(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** Trust of a role that one AWS service takes on, in the name of this account only. Pure. */
export function serviceTrust(service: string, { accountId }: AwsConfig): string {
  const Condition = { StringEquals: { "aws:SourceAccount": accountId } };
  return documentOf([
    { Sid: "Service", Effect: "Allow", Principal: { Service: service }, Action: ["sts:AssumeRole"], Condition },
  ]);
}

/** Trust of a role for instances: EC2 says for whom it asks by the instance itself, so there is no condition to set. Pure. */
export function instanceTrust({ region }: AwsConfig): string {
  const Principal = { Service: partitionOf(region) === "aws-cn" ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com" };
  return documentOf([{ Sid: "Instances", Effect: "Allow", Principal, Action: ["sts:AssumeRole"] }]);
}

/** Trust of a role for one ServiceAccount of one cluster, by EKS Pod Identity. Pure. */
export function podIdentityTrust(cloud: AwsConfig, names: EksNames, serviceAccount: string): string {
  return documentOf([
    {
      Sid: "PodIdentity",
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: {
        StringEquals: {
          "aws:SourceAccount": cloud.accountId,
          "aws:RequestTag/kubernetes-namespace": "kube-system",
          "aws:RequestTag/kubernetes-service-account": serviceAccount,
        },
        ArnEquals: { "aws:SourceArn": names.clusterArn },
      },
    },
  ]);
}

/** What the account's administrators may do with a key: everything but use it. */
const KEY_ADMINISTRATION = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:DisableKey",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListResourceTags",
  "kms:PutKeyPolicy",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
] as const;

const KEY_USE = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
] as const;
const KEY_REWRITE = ["kms:ReEncryptFrom", "kms:ReEncryptTo"] as const;

/** In a key's own policy the star is the key itself. https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html */
const THIS_KEY = "*";

/** Policy of a key: the account administers it by IAM, and exactly the services it is for use it. Pure. */
export function keyPolicy(use: KeyUse, cloud: AwsConfig, names: EksNames): string {
  const root = { AWS: `arn:${partitionOf(cloud.region)}:iam::${cloud.accountId}:root` };
  const administration = allow("Administration", root, KEY_ADMINISTRATION);
  return documentOf([administration, ...KEY_USERS[use](cloud, names)]);
}

const KEY_USERS: Readonly<Record<KeyUse, (cloud: AwsConfig, names: EksNames) => readonly Statement[]>> = {
  secrets: (_, names) => {
    const cluster = { AWS: names.roleArn("cluster") };
    return [
      allow("ControlPlane", cluster, ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt"]),
      allow("ControlPlaneGrants", cluster, ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"], FOR_AWS_RESOURCES),
    ];
  },
  volumes: (cloud) => {
    const account = { AWS: `arn:${partitionOf(cloud.region)}:iam::${cloud.accountId}:root` };
    // Node groups start instances by this role, which is there in every account that has used Auto Scaling.
    const scaling = { AWS: roleArn(cloud, "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling") };
    const viaEc2 = { StringEquals: { "kms:ViaService": `ec2.${cloud.region}.amazonaws.com` } };
    return [
      allow("Volumes", account, KEY_USE, viaEc2),
      allow("VolumeGrants", account, ["kms:CreateGrant"], { ...viaEc2, ...FOR_AWS_RESOURCES }),
      allow("NodeVolumes", scaling, [...KEY_USE, ...KEY_REWRITE]),
      allow("NodeVolumeGrants", scaling, ["kms:CreateGrant"], FOR_AWS_RESOURCES),
    ];
  },
  logs: (cloud, names) => {
    const groups = [names.clusterLogs, names.flowLogs].map((group) => arn(cloud, "logs", `log-group:${group}`));
    const Condition = { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": groups } };
    return [allow("LogGroups", { Service: `logs.${cloud.region}.amazonaws.com` }, [...KEY_USE, ...KEY_REWRITE], Condition)];
  },
};

/** Grants are only ever made for a service that attaches the key to something. */
const FOR_AWS_RESOURCES: Conditions = { Bool: { "kms:GrantIsForAWSResource": "true" } };

function allow(Sid: string, Principal: Statement["Principal"], Action: readonly string[], Condition?: Conditions): Statement {
  const statement = { Sid, Effect: "Allow" as const, Principal, Action, Resource: THIS_KEY };
  return Condition === undefined ? statement : { ...statement, Condition };
}

/** What the role for flow logs may do: write to its one log group. Pure. */
export function flowLogRights(cloud: AwsConfig, names: EksNames): string {
  const group = arn(cloud, "logs", `log-group:${names.flowLogs}`);
  const Action = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"];
  const Resource = [group, `${group}:log-stream:*`];
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid: "Write", Effect: "Allow", Action, Resource }] });
}

/** The way from the runner host to the rights it deploys with. Pure. */
export function assumeDeployRole(role: string): string {
  const statement = { Sid: "Deploy", Effect: "Allow", Action: ["sts:AssumeRole"], Resource: [role] };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

/** An endpoint of a service answers principals of this account only: a stolen key of another account carries nothing out. Pure. */
export function endpointPolicy(actions: string, { accountId }: AwsConfig): string {
  const Condition = { StringEquals: { "aws:PrincipalAccount": accountId } };
  return documentOf([
    { Sid: "OwnPrincipals", Effect: "Allow", Principal: { AWS: "*" }, Action: [actions], Resource: "*", Condition },
  ]);
}

/**
 * What may pass the S3 endpoint: layers of ECR's images and Bottlerocket's updates, which lie in AWS's buckets, and objects of
 * the buckets of accounts that are ours. Pure.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms
 */
export function bucketEndpointPolicy(cloud: AwsConfig, accounts: readonly string[]): string {
  const bucket = (name: string): string => `arn:${partitionOf(cloud.region)}:s3:::${name}`;
  const read = { Effect: "Allow", Principal: { AWS: "*" }, Action: ["s3:GetObject"] };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Images",
        ...read,
        Resource: [bucket(`prod-${cloud.region}-starport-layer-bucket/*`), bucket(`bottlerocket-updates-${cloud.region}/*`)],
      },
      {
        Sid: "OwnBuckets",
        ...read,
        Action: ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListBucket", "s3:PutObject"],
        Resource: [bucket("*")],
        Condition: {
          StringEquals: { "aws:PrincipalAccount": cloud.accountId, "aws:ResourceAccount": [cloud.accountId, ...accounts] },
        },
      },
    ],
  });
}

import { partitionOf, roleArn } from "../../iam/aws/arns.ts";
import { s3Names, type S3Plan, type Statement } from "./plan.ts";

/** What whoever sets the stack up needs of the key: never to use it, never to end it. */
const ADMINISTRATION = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListKeyPolicies",
  "kms:ListResourceTags",
  "kms:PutKeyPolicy",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
];

/** What makes every object unreadable. */
const END = ["kms:DeleteImportedKeyMaterial", "kms:DisableKey", "kms:DisableKeyRotation", "kms:ScheduleKeyDeletion"];

/** In a policy of a key it means this key: a key has no other name in its own policy. */
const THIS_KEY = "*";

/** Policy of the key that encrypts the store: rights are named, and its end is kept for break-glass. Pure. */
export function keyPolicy(plan: S3Plan): readonly Statement[] {
  return [
    allow("AdministerByAccount", accountRoot(plan), ADMINISTRATION),
    ...endStatements(plan),
    writersEncrypt(plan),
    readersDecrypt(plan),
    ...(plan.store.replication === undefined ? [] : [replicationDecrypts(plan)]),
    ...(plan.store.alertEmails.length === 0 ? [] : [alarmsEncrypt(plan)]),
  ];
}

/** Without anybody to break the glass, a store that locks nothing can be taken down by its account. */
function endStatements(plan: S3Plan): readonly Statement[] {
  const { breakGlass } = plan.store;
  if (breakGlass.length === 0) return [allow("EndByAccount", accountRoot(plan), END)];
  return [
    { ...allow("EndByBreakGlass", accountRoot(plan), END), Condition: { ArnEquals: { "aws:PrincipalArn": breakGlass } } },
    {
      ...allow("EndByNobodyElse", "*", END),
      Effect: "Deny",
      Condition: { ArnNotEquals: { "aws:PrincipalArn": breakGlass } },
    },
  ];
}

/** Through S3, for this bucket only; which role of the account may, its own policy says. */
function writersEncrypt(plan: S3Plan): Statement {
  const condition = { ...throughS3(plan), "kms:CallerAccount": plan.writers };
  return {
    ...allow("WritersEncrypt", root(plan, plan.writers), ["kms:GenerateDataKey"]),
    Condition: { StringEquals: condition },
  };
}

/** Auditors of the store's account read; the writers' account gets no such right unless it is the same. */
function readersDecrypt(plan: S3Plan): Statement {
  return { ...allow("ReadersDecrypt", accountRoot(plan), ["kms:Decrypt"]), Condition: { StringEquals: throughS3(plan) } };
}

function replicationDecrypts(plan: S3Plan): Statement {
  const principal = { AWS: roleArn(plan.cloud, s3Names(plan).replicationRole) };
  return { ...allow("ReplicationDecrypts", principal, ["kms:Decrypt"]), Condition: { StringEquals: throughS3(plan) } };
}

/** The topic of the alarms is encrypted with the same key, so EventBridge must be able to write to it. */
function alarmsEncrypt(plan: S3Plan): Statement {
  const condition = {
    "aws:SourceAccount": plan.cloud.accountId,
    "kms:EncryptionContext:aws:sns:topicArn": s3Names(plan).topicArn,
  };
  return {
    ...allow("AlarmsEncrypt", { Service: "events.amazonaws.com" }, ["kms:Decrypt", "kms:GenerateDataKey"]),
    Condition: { StringEquals: condition },
  };
}

/** With a bucket key the context names the bucket, not the object. */
function throughS3(plan: S3Plan): Record<string, string> {
  return {
    "kms:ViaService": `s3.${plan.cloud.region}.amazonaws.com`,
    "kms:EncryptionContext:aws:s3:arn": s3Names(plan).bucketArn,
  };
}

function accountRoot(plan: S3Plan): Statement["Principal"] {
  return root(plan, plan.cloud.accountId);
}

function root({ cloud }: S3Plan, account: string): Statement["Principal"] {
  return { AWS: `arn:${partitionOf(cloud.region)}:iam::${account}:root` };
}

function allow(Sid: string, Principal: Statement["Principal"], Action: readonly string[]): Statement {
  return { Sid, Effect: "Allow", Principal, Action, Resource: THIS_KEY };
}

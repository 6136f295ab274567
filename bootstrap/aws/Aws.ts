import { OpenIdConnectProvider } from "@pulumi/aws/iam/openIdConnectProvider.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { Alias } from "@pulumi/aws/kms/alias.js";
import { Key } from "@pulumi/aws/kms/key.js";
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketLogging } from "@pulumi/aws/s3/bucketLogging.js";
import { BucketOwnershipControls } from "@pulumi/aws/s3/bucketOwnershipControls.js";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy.js";
import { BucketPublicAccessBlock } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import { BucketServerSideEncryptionConfiguration } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration.js";
import { BucketVersioning } from "@pulumi/aws/s3/bucketVersioning.js";
import type { CustomResourceOptions } from "@pulumi/pulumi";
import type { CloudAccount } from "../../components/cloud/account/CloudAccount.ts";
import type { Bootstrap } from "../contract.ts";
import { awsNames, bucketPolicy, ciTrust, stateRights, type AwsBootstrap } from "./documents.ts";

/** Days in which the deletion of the key can still be called back; the longest AWS has. */
const KEY_DELETION_DAYS = 30;

/** State, key and roles in an AWS account. */
export function createAws(config: AwsBootstrap, account: CloudAccount, deployPolicy: string | undefined): Bootstrap {
  const names = awsNames(config);
  const opts: CustomResourceOptions = { provider: account.provider };
  const kept: CustomResourceOptions = { ...opts, protect: true, retainOnDelete: true };
  const tags = account.tags("confidential");

  const key = new Key("state", { enableKeyRotation: true, deletionWindowInDays: KEY_DELETION_DAYS, tags }, kept);
  new Alias("state", { name: names.keyAlias, targetKeyId: key.id }, kept);
  createStateBucket({ config, tags }, key.arn, { plain: opts, kept });

  const provider = { url: config.ci.issuer, clientIdLists: ["sts.amazonaws.com"], tags };
  const issuer = new OpenIdConnectProvider("ci", provider, opts);
  for (const situation of ["deploy", "preview"] as const) {
    const name = situation === "deploy" ? names.deployRole : names.previewRole;
    const assumeRolePolicy = JSON.stringify(ciTrust(config, situation));
    const role = new Role(
      situation,
      { name, assumeRolePolicy, maxSessionDuration: 3600, tags },
      { ...opts, dependsOn: [issuer] },
    );
    const policy = JSON.stringify(stateRights(config, situation));
    new RolePolicy(`${situation}-state`, { name: "state", role: name, policy }, { ...opts, dependsOn: [role] });
    if (situation === "preview" || deployPolicy === undefined) continue;
    new RolePolicy("deploy-resources", { name: "resources", role: name, policy: deployPolicy }, { ...opts, dependsOn: [role] });
  }
  return {
    backend: `s3://${names.bucket}?region=${config.cloud.region}`,
    secretsProvider: `awskms:///${names.keyAlias}?region=${config.cloud.region}`,
    deployRole: names.deployRoleArn,
    previewRole: names.previewRoleArn,
  };
}

interface BucketSettings {
  readonly config: AwsBootstrap;
  readonly tags: Record<string, string>;
}

/** Versioned, so that a broken state can be put back; encrypted; closed to everybody but the account; its readers are logged. */
function createStateBucket(settings: BucketSettings, keyArn: Key["arn"], opts: BucketOptions): void {
  const { bucket, logs } = awsNames(settings.config);
  const target = closedBucket({ ...settings, name: "logs", bucket: logs, source: bucket }, opts);
  const made = closedBucket({ ...settings, name: "state", bucket }, opts);
  const part = { ...opts.plain, dependsOn: [made, target] };
  const byKey = {
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
    bucketKeyEnabled: true,
  };
  new BucketServerSideEncryptionConfiguration("state", { bucket, rules: [byKey] }, part);
  new BucketLogging("state", { bucket, targetBucket: logs, targetPrefix: "state/" }, part);
  // Log delivery takes no key of ours.
  const bySse = { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  new BucketServerSideEncryptionConfiguration("logs", { bucket: logs, rules: [bySse] }, { ...opts.plain, dependsOn: [target] });
}

interface BucketOptions {
  readonly plain: CustomResourceOptions;
  /** Of what a destroy must not take away. */
  readonly kept: CustomResourceOptions;
}

interface ClosedBucket extends BucketSettings {
  readonly name: string;
  readonly bucket: string;
  /** Bucket whose access logs it takes. */
  readonly source?: string;
}

function closedBucket({ config, tags, name, bucket, source }: ClosedBucket, { plain, kept }: BucketOptions): Bucket {
  const made = new Bucket(name, { bucket, forceDestroy: false, tags }, kept);
  const part = { ...plain, dependsOn: [made] };
  new BucketOwnershipControls(name, { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } }, part);
  const blocked = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
  new BucketPublicAccessBlock(name, { bucket, ...blocked }, part);
  new BucketVersioning(name, { bucket, versioningConfiguration: { status: "Enabled" } }, part);
  new BucketPolicy(name, { bucket, policy: JSON.stringify(bucketPolicy(config, bucket, source)) }, part);
  return made;
}

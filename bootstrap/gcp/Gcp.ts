import { WorkloadIdentityPool } from "@pulumi/gcp/iam/workloadIdentityPool.js";
import { WorkloadIdentityPoolProvider } from "@pulumi/gcp/iam/workloadIdentityPoolProvider.js";
import { CryptoKey } from "@pulumi/gcp/kms/cryptoKey.js";
import { CryptoKeyIAMMember } from "@pulumi/gcp/kms/cryptoKeyIAMMember.js";
import { KeyRing } from "@pulumi/gcp/kms/keyRing.js";
import { IAMCustomRole } from "@pulumi/gcp/projects/iamcustomRole.js";
import { IAMMember } from "@pulumi/gcp/projects/iammember.js";
import { Bucket } from "@pulumi/gcp/storage/bucket.js";
import { BucketIAMMember } from "@pulumi/gcp/storage/bucketIAMMember.js";
import type { CustomResourceOptions, Resource } from "@pulumi/pulumi";
import type { CloudAccount } from "../../components/cloud/account/CloudAccount.ts";
import type { Bootstrap } from "../contract.ts";
import { gcpNames, poolProvider, STATE_ROLES, type GcpBootstrap } from "./names.ts";

/** The key makes a new version after this time. Unit: seconds. */
const ROTATION = `${90 * 86_400}s`;

/** A destroyed version can be called back for so long. Unit: seconds. */
const DESTROY_DELAY = `${30 * 86_400}s`;

/** State, key and principals in a Google Cloud project. */
export function createGcp(config: GcpBootstrap, account: CloudAccount, deployPolicy: string | undefined): Bootstrap {
  const names = gcpNames(config);
  const opts: CustomResourceOptions = { provider: account.provider };
  const kept: CustomResourceOptions = { ...opts, protect: true, retainOnDelete: true };
  const labels = account.tags("confidential");
  const key = createKey({ config, labels }, opts, kept);
  createBucket({ config, labels }, { ...kept, dependsOn: [key] });
  createPool(config, opts);
  for (const situation of ["deploy", "preview"] as const) {
    const member = names.principals[situation];
    const { bucket, key: keyRole } = STATE_ROLES[situation];
    new BucketIAMMember(`${situation}-state`, { bucket: names.bucket, role: bucket, member }, { ...opts, dependsOn: [key] });
    new CryptoKeyIAMMember(`${situation}-key`, { cryptoKeyId: names.key, role: keyRole, member }, { ...opts, dependsOn: [key] });
  }
  if (deployPolicy !== undefined) createDeployRole(config, deployPolicy, opts);
  return {
    backend: `gs://${names.bucket}`,
    secretsProvider: `gcpkms://${names.key}`,
    deployRole: names.principals.deploy,
    previewRole: names.principals.preview,
    spireKeys: names.spireKeys,
  };
}

interface Labelled {
  readonly config: GcpBootstrap;
  readonly labels: Record<string, string>;
}

function createKey({ config, labels }: Labelled, opts: CustomResourceOptions, kept: CustomResourceOptions): Resource {
  const { keyRing, keyName, spireRing, storageAgent, key: cryptoKeyId } = gcpNames(config);
  const location = config.cloud.region;
  const ring = new KeyRing("state", { name: keyRing, location }, kept);
  new KeyRing("spire", { name: spireRing, location }, kept);
  const timing = { rotationPeriod: ROTATION, destroyScheduledDuration: DESTROY_DELAY };
  const settings = { name: keyName, keyRing: ring.id, ...timing, labels };
  const key = new CryptoKey("state", settings, kept);
  const role = "roles/cloudkms.cryptoKeyEncrypterDecrypter";
  return new CryptoKeyIAMMember("storage-key", { cryptoKeyId, role, member: storageAgent }, { ...opts, dependsOn: [key] });
}

/** Versioned, so that a broken state can be put back; encrypted; closed to everybody but named principals. */
function createBucket({ config, labels }: Labelled, kept: CustomResourceOptions): void {
  const { bucket, key } = gcpNames(config);
  new Bucket(
    "state",
    {
      name: bucket,
      location: config.cloud.region,
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
      versioning: { enabled: true },
      encryption: { defaultKmsKeyName: key },
      forceDestroy: false,
      labels,
    },
    kept,
  );
}

function createPool(config: GcpBootstrap, opts: CustomResourceOptions): void {
  const pool = new WorkloadIdentityPool("ci", { workloadIdentityPoolId: gcpNames(config).pool }, opts);
  new WorkloadIdentityPoolProvider("ci", poolProvider(config), { ...opts, dependsOn: [pool] });
}

/** The deployer's own role: the permissions that the stack's resources need, and no others. */
function createDeployRole(config: GcpBootstrap, policy: string, opts: CustomResourceOptions): void {
  const { deployRoleId, principals } = gcpNames(config);
  const { permissions } = JSON.parse(policy) as { readonly permissions: string[] };
  const project = config.cloud.projectId;
  const role = new IAMCustomRole("deploy", { project, roleId: deployRoleId, title: "Palisade deployer", permissions }, opts);
  const binding = { project, role: `projects/${project}/roles/${deployRoleId}`, member: principals.deploy };
  new IAMMember("deploy", binding, { ...opts, dependsOn: [role] });
}

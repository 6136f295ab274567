import { isUnknown, text } from "../plain.ts";
import type { Plain } from "../verdict.ts";
import type { Right } from "./identity.ts";
import type { Cloud, EvidenceStore } from "./stores.ts";

/** What the actions of a cloud mean for evidence. */
interface Meaning {
  /** Makes new objects. */
  readonly create: readonly string[];
  /** Removes evidence, or what keeps others from removing it. */
  readonly destroy: readonly string[];
  /** Makes evidence unreadable. */
  readonly destroyKey: readonly string[];
}

const BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";
const CONTAINERS = "Microsoft.Storage/storageAccounts/blobServices/containers";

const MEANINGS: Readonly<Record<Cloud, Meaning>> = {
  aws: {
    create: ["s3:PutObject"],
    destroy: [
      // Whoever gives itself rights, or becomes somebody else, has these too.
      "iam:AttachRolePolicy",
      "iam:CreatePolicyVersion",
      "iam:PutRolePolicy",
      "iam:SetDefaultPolicyVersion",
      "iam:UpdateAssumeRolePolicy",
      "sts:AssumeRole",
      "s3:BypassGovernanceRetention",
      "s3:DeleteBucket",
      "s3:DeleteBucketPolicy",
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
      "s3:PutBucketObjectLockConfiguration",
      "s3:PutBucketPolicy",
      "s3:PutBucketVersioning",
      "s3:PutLifecycleConfiguration",
      "s3:PutObjectLegalHold",
      "s3:PutObjectRetention",
      "s3:ReplicateDelete",
    ],
    destroyKey: ["kms:DeleteImportedKeyMaterial", "kms:DisableKey", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"],
  },
  gcp: {
    create: ["storage.objects.create"],
    destroy: [
      "iam.roles.update",
      "iam.serviceAccounts.getAccessToken",
      "iam.serviceAccounts.setIamPolicy",
      "iam.serviceAccounts.signJwt",
      "resourcemanager.projects.setIamPolicy",
      "storage.buckets.delete",
      "storage.buckets.setIamPolicy",
      "storage.buckets.update",
      "storage.objects.delete",
      "storage.objects.overrideUnlockedRetention",
      "storage.objects.setRetention",
    ],
    destroyKey: ["cloudkms.cryptoKeyVersions.destroy", "cloudkms.cryptoKeyVersions.update", "cloudkms.cryptoKeys.setIamPolicy"],
  },
  azure: {
    create: [`${BLOBS}/add/action`, `${BLOBS}/write`],
    destroy: [
      `${BLOBS}/delete`,
      `${BLOBS}/deleteBlobVersion/action`,
      `${BLOBS}/immutableStorage/runAsSuperUser/action`,
      `${BLOBS}/permanentDelete/action`,
      `${CONTAINERS}/delete`,
      `${CONTAINERS}/immutabilityPolicies/delete`,
      "Microsoft.Authorization/roleAssignments/write",
      "Microsoft.Authorization/roleDefinitions/write",
      "Microsoft.Storage/storageAccounts/delete",
      "Microsoft.Storage/storageAccounts/listKeys/action",
      "Microsoft.Storage/storageAccounts/write",
    ],
    destroyKey: [
      "Microsoft.KeyVault/vaults/delete",
      "Microsoft.KeyVault/vaults/keys/delete",
      "Microsoft.KeyVault/vaults/keys/purge/action",
      "Microsoft.KeyVault/vaults/keys/update/action",
    ],
  },
};

/** Whether a right lets objects be made in the store: yes, no, or UNKNOWN with what it depends on. */
export function mayCreate(right: Right, { cloud, name }: EvidenceStore): Plain {
  const acts = matched(right, MEANINGS[cloud].create);
  if (acts.length === 0) return false;
  const places = right.resources.map((resource) => (isUnknown(resource) ? resource : isOf(text(resource) ?? "", cloud, name)));
  return places.includes(true) ? (acts.find(isUnknown) ?? true) : (places.find(isUnknown) ?? false);
}

/** The actions of a right that destroy evidence, of whatever store; UNKNOWN where they are not known. */
export function destroying(right: Right, cloud: Cloud): readonly Plain[] {
  return matched(right, MEANINGS[cloud].destroy);
}

/** The actions of a right by which keys are destroyed. */
export function destroyingKeys(right: Right, cloud: Cloud): readonly Plain[] {
  return matched(right, MEANINGS[cloud].destroyKey);
}

/** The actions, as written, that stand for one of the wanted; `*` and `?` in them are wildcards. */
function matched({ actions }: Right, wanted: readonly string[]): readonly Plain[] {
  return actions.filter((action) => {
    if (isUnknown(action)) return true;
    const pattern = glob(text(action) ?? "", "i");
    return wanted.some((one) => pattern.test(one));
  });
}

/** ARN of objects on AWS, the bucket's name on Google Cloud, an id below the account on Azure. */
function isOf(resource: string, cloud: Cloud, name: string): boolean {
  if (cloud === "gcp") return resource === name;
  if (cloud === "azure") return resource.includes(`/storageAccounts/${name}/`);
  // The ARN of the bucket itself holds no objects.
  const [, bucket = "", objects] = /^(?:arn:[^:]+:s3:::)?([^/]*)(\/.*)?$/s.exec(resource) ?? [];
  return glob(bucket).test(name) && (objects !== undefined || bucket.endsWith("*"));
}

function glob(pattern: string, flags = ""): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, flags);
}

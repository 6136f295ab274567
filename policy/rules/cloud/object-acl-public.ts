import { demanding, must, type Settings } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { ALWAYS } from "../../lib/levels.ts";
import { items, text } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import type { Plain } from "../../lib/verdict.ts";

const ALLOWED = "private, or named grantees";
const CANNED = must("acl", (acl) => !/^(public-read|public-read-write|authenticated-read)$/i.test(text(acl) ?? ""), ALLOWED);
const grantees = (field: string): ReturnType<typeof must> =>
  must(field, (uri) => !/\/groups\/global\/(AllUsers|AuthenticatedUsers)$/i.test(text(uri) ?? ""), ALLOWED);
const PREDEFINED = must("predefinedAcl", (acl) => !/^(public|authenticated)/i.test(text(acl) ?? ""), ALLOWED);
const ROLES = must("roleEntities", (roles) => !items(roles).some((role) => isEverybody(text(role)?.split(":")[1])), ALLOWED);
const ENTITY = must("entity", (entity) => !isEverybody(entity), ALLOWED);

const SETTINGS: Settings = {
  [TYPES.bucket]: [CANNED, grantees("grants[].uri")],
  "aws:s3/bucketAcl:BucketAcl": [CANNED, grantees("accessControlPolicy.grants[].grantee.uri")],
  "aws:s3/bucketObject:BucketObject": [CANNED],
  "aws:s3/bucketObjectv2:BucketObjectv2": [CANNED],
  "aws:s3/objectCopy:ObjectCopy": [CANNED, grantees("grants[].uri")],
  "gcp:storage/bucketACL:BucketACL": [PREDEFINED, ROLES],
  "gcp:storage/defaultObjectACL:DefaultObjectACL": [ROLES],
  "gcp:storage/objectACL:ObjectACL": [PREDEFINED, ROLES],
  "gcp:storage/bucketAccessControl:BucketAccessControl": [ENTITY],
  "gcp:storage/defaultObjectAccessControl:DefaultObjectAccessControl": [ENTITY],
  "gcp:storage/objectAccessControl:ObjectAccessControl": [ENTITY],
};

export const objectAclPublic: ResourceRule = {
  name: "object-acl-public",
  title: "No access list opens a bucket to everybody",
  description:
    "An ACL of an S3 or Cloud Storage bucket, or of an object in one, must not be public, nor for everybody with an account. ACLs are older than policies and are looked at last; a public access block or uniform access switches them off, which s3-public-access and gcs-access demand, and this rule says what was meant. Containers of Azure are judged by azure-storage-public-access.",
  severity: "critical",
  level: ALWAYS,
  controls: ["P-77", "P-92", "PCI-DSS 7.2.2", "SOC2 CC6.1", "ISO27001 A.8.3"],
  remediation: "Leave ACLs out, and open single objects by signed URLs.",
  ...demanding(SETTINGS),
};

function isEverybody(entity: Plain): boolean {
  return /^(allUsers|allAuthenticatedUsers)$/i.test(text(entity) ?? "");
}

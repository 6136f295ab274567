import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { objectAclPublic } from "../../../../policy/rules/cloud/object-acl-public.ts";
import { azureStoragePublicAccess } from "../../../../policy/rules/cloud/azure-storage-public-access.ts";
import { azureContainer, bucket, bucketAcl, gcpBucketAcl } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

const ALLOWED = "allowed: private, or named grantees";
const ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";

cloudCases(objectAclPublic, bucketAcl, [
  ...["public-read", "public-read-write", "authenticated-read"].map(
    (acl) => [acl, { acl }, `main sets acl to "${acl}"; ${ALLOWED}`] as const,
  ),
  [
    "a grant to everybody",
    { acl: undefined, "accessControlPolicy.grants": [{ permission: "READ", grantee: { type: "Group", uri: ALL_USERS } }] },
    `main sets accessControlPolicy.grants[0].grantee.uri to "${ALL_USERS}"; ${ALLOWED}`,
  ],
  ["unknown", { acl: UNKNOWN }, `unknown: main: acl is not known before deployment; ${ALLOWED}`],
]);

cloudCases(objectAclPublic, { ...bucketAcl, type: "aws:s3/bucketAclV2:BucketAclV2" }, [
  ["by its older name", { acl: "public-read" }, `main sets acl to "public-read"; ${ALLOWED}`],
]);

cloudCases(objectAclPublic, bucket, [
  ["as older programs write it", { acl: "public-read" }, `main sets acl to "public-read"; ${ALLOWED}`],
  ["a grant", { grants: [{ uri: ALL_USERS }] }, `main sets grants[0].uri to "${ALL_USERS}"; ${ALLOWED}`],
]);

cloudCases(objectAclPublic, { type: "aws:s3/bucketObjectv2:BucketObjectv2", props: { bucket: "acme", key: "a" } }, [
  ["one object", { acl: "public-read" }, `main sets acl to "public-read"; ${ALLOWED}`],
]);

cloudCases(objectAclPublic, gcpBucketAcl, [
  ["a public canned one", { predefinedAcl: "publicReadWrite" }, `main sets predefinedAcl to "publicReadWrite"; ${ALLOWED}`],
  [
    "one for everybody with an account",
    { predefinedAcl: "authenticatedRead" },
    `main sets predefinedAcl to "authenticatedRead"; ${ALLOWED}`,
  ],
  [
    "an entity among others",
    { "roleEntities[1]": "READER:allUsers" },
    `main sets roleEntities to ["OWNER:user-a@example.com","READER:allUsers"]; ${ALLOWED}`,
  ],
]);

for (const type of ["bucketAccessControl:BucketAccessControl", "defaultObjectAccessControl:DefaultObjectAccessControl"])
  cloudCases(objectAclPublic, { type: `gcp:storage/${type}`, props: { bucket: "acme", entity: "user-a@example.com" } }, [
    ["everybody", { entity: "allAuthenticatedUsers" }, `main sets entity to "allAuthenticatedUsers"; ${ALLOWED}`],
  ]);

cloudCases(azureStoragePublicAccess, azureContainer, [
  ["blobs for everybody", { publicAccess: "Blob" }, 'main sets publicAccess to "Blob"; allowed: "None"'],
]);

import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { iamPublicMember } from "../../../../policy/rules/cloud/iam-public-member.ts";
import { gcpBucketBinding, gcpProjectMember } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(iamPublicMember, gcpProjectMember, [
  ["everybody", { member: "allUsers" }, 'main sets member to "allUsers"; allowed: named principals'],
  [
    "anybody with an account",
    { member: "allAuthenticatedUsers" },
    'main sets member to "allAuthenticatedUsers"; allowed: named principals',
  ],
  [
    "every pod of a pool",
    { member: "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p.svc.id.goog/*" },
    'main sets member to "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentity…; allowed: named principals',
  ],
  ["unknown", { member: UNKNOWN }, "unknown: main: member is not known before deployment; allowed: named principals"],
]);

cloudCases(iamPublicMember, gcpBucketBinding, [
  [
    "in a list",
    { "members[1]": "allUsers" },
    'main sets members to ["principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPo…; allowed: named principals',
  ],
  [
    "one unknown",
    { "members[1]": UNKNOWN },
    "unknown: main: members[1] is not known before deployment; allowed: named principals",
  ],
]);

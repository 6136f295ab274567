import { valuesOf } from "../../lib/cloud/policyDocument.ts";
import { demanding, must } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { text, isUnknown } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import type { Plain } from "../../lib/verdict.ts";

const AWS = must("policyArn", isModest, "a policy of the actions that are used");
const GCP = must(
  "role",
  (role) =>
    !/^roles\/(owner|editor|resourcemanager\.\w*(Admin|Owner)|iam\.(securityAdmin|serviceAccount\w*(Admin|Creator)|\w*[rR]oleAdmin))$/.test(
      text(role) ?? "",
    ),
  "a role for one purpose",
);
/** Owner, Contributor, User Access Administrator, Role Based Access Control Administrator: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const AZURE =
  /(8e3af657-a8ff-443c-a75c-2fe8c4bcb635|b24988ac-6180-42a0-ab88-20f7382dd24c|18d7d88d-d35e-4fb5-a5c3-7773c20a72d9|f58310d9-a9f6-439a-9e8d-f62e7b41a168)\/?$/i;

export const iamAdminRole: ResourceRule = {
  name: "iam-admin-role",
  title: "No identity of a program is an administrator",
  description:
    "No AdministratorAccess, PowerUserAccess or IAMFullAccess (AWS), owner, editor or token creator of a project (Google Cloud), Owner, Contributor or User Access Administrator (Azure): whoever takes the identity has the account. Roles of people are given elsewhere, not by a deployment.",
  severity: "critical",
  level: FROM_STAGING,
  controls: ["NSA-CISA authentication and authorization", "PCI-DSS 7.2.2", "SOC2 CC6.3", "ISO27001 A.8.2"],
  remediation: "Give the identity a role with the actions it uses, on the resource it uses.",
  ...demanding({
    [TYPES.iamRoleAttachment]: [AWS],
    [TYPES.iamUserAttachment]: [AWS],
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": [AWS],
    "aws:iam/policyAttachment:PolicyAttachment": [AWS],
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": [
      must("policyArns", (arns) => valuesOf(arns).every(isModest), "policies of the actions that are used"),
    ],
    [TYPES.iamRole]: [
      must("managedPolicyArns", (arns) => valuesOf(arns).every(isModest), "policies of the actions that are used"),
    ],
    [TYPES.gcpProjectMember]: [GCP],
    [TYPES.gcpProjectBinding]: [GCP],
    "gcp:folder/iAMMember:IAMMember": [GCP],
    "gcp:folder/iAMBinding:IAMBinding": [GCP],
    "gcp:organizations/iAMMember:IAMMember": [GCP],
    "gcp:organizations/iAMBinding:IAMBinding": [GCP],
    [TYPES.azureRoleAssignment]: [must("roleDefinitionId", (id) => !AZURE.test(text(id) ?? ""), "a role for one purpose")],
  }),
};

function isModest(arn: Plain): boolean {
  return !isUnknown(arn) && !/:policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/.test(text(arn) ?? "");
}

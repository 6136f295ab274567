import { areModestInGcp, isModestInAzure, isModestInGcp, isModestPolicy } from "../../lib/cloud/adminRoles.ts";
import { valuesOf } from "../../lib/cloud/policyDocument.ts";
import { demanding, must, type Setting } from "../../lib/cloud/settings.ts";
import { TYPES } from "../../lib/cloud/types.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

const AWS = must("policyArn", isModestPolicy, "a policy of the actions that are used");
const listed = (field: string): Setting =>
  must(field, (arns) => valuesOf(arns).every(isModestPolicy), "policies of the actions that are used");
const GCP = must("role", isModestInGcp, "a role for one purpose");
const AZURE = must("roleDefinitionId", isModestInAzure, "a role for one purpose");
const OF_GCP = ["projects", "folder", "organizations"].flatMap((level) => [
  [`gcp:${level}/iAMMember:IAMMember`, [GCP]] as const,
  [`gcp:${level}/iAMBinding:IAMBinding`, [GCP]] as const,
  [`gcp:${level}/iAMPolicy:IAMPolicy`, [must("policyData", areModestInGcp, "roles for one purpose")]] as const,
]);

export const iamAdminRole: ResourceRule = {
  name: "iam-admin-role",
  title: "No identity of a program is an administrator",
  description:
    "No AdministratorAccess, PowerUserAccess or …FullAccess (AWS), owner, editor, user or token creator of service accounts of a project (Google Cloud), Owner, Contributor or User Access Administrator (Azure): whoever takes the identity has the account. Roles of people are given elsewhere, not by a deployment.",
  severity: "critical",
  level: FROM_STAGING,
  controls: ["NSA-CISA authentication and authorization", "PCI-DSS 7.2.2", "SOC2 CC6.3", "ISO27001 A.8.2"],
  remediation: "Give the identity a role with the actions it uses, on the resource it uses.",
  ...demanding({
    [TYPES.iamRoleAttachment]: [AWS],
    [TYPES.iamUserAttachment]: [AWS],
    [TYPES.iamSharedAttachment]: [AWS],
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": [AWS],
    "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": [{ ...AWS, field: "managedPolicyArn" }],
    [TYPES.iamExclusiveAttachments]: [listed("policyArns")],
    "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": [listed("policyArns")],
    "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": [listed("policyArns")],
    [TYPES.iamRole]: [listed("managedPolicyArns")],
    "aws-native:iam:Role": [listed("managedPolicyArns")],
    ...Object.fromEntries(OF_GCP),
    [TYPES.azureRoleAssignment]: [AZURE],
    "azure-native:authorization:RoleAssignmentScheduleRequest": [AZURE],
    "azure-native:authorization:RoleEligibilityScheduleRequest": [AZURE],
  }),
};

import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { iamAdminRole } from "../../../../policy/rules/cloud/iam-admin-role.ts";
import { azureRoleAssignment, gcpProjectMember, iamRole, iamRoleAttachment } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

cloudCases(iamAdminRole, iamRoleAttachment, [
  [
    "administrator",
    { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
    'main sets policyArn to "arn:aws:iam::aws:policy/AdministratorAccess"; allowed: a policy of the actions that are used',
  ],
  [
    "unknown",
    { policyArn: UNKNOWN },
    "unknown: main: policyArn is not known before deployment; allowed: a policy of the actions that are used",
  ],
]);

cloudCases(iamAdminRole, iamRole, [
  [
    "attached in the role",
    { managedPolicyArns: ["arn:aws:iam::aws:policy/PowerUserAccess"] },
    'main sets managedPolicyArns to ["arn:aws:iam::aws:policy/PowerUserAccess"]; allowed: policies of the actions that are used',
  ],
  [
    "one unknown",
    { managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess", UNKNOWN] },
    "unknown: main: managedPolicyArns[1] is not known before deployment; allowed: policies of the actions that are used",
  ],
]);

cloudCases(iamAdminRole, gcpProjectMember, [
  ["editor", { role: "roles/editor" }, 'main sets role to "roles/editor"; allowed: a role for one purpose'],
  [
    "token creator of the project",
    { role: "roles/iam.serviceAccountTokenCreator" },
    'main sets role to "roles/iam.serviceAccountTokenCreator"; allowed: a role for one purpose',
  ],
]);

cloudCases(iamAdminRole, azureRoleAssignment, [
  [
    "owner",
    { roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635" },
    'main sets roleDefinitionId to "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe…; allowed: a role for one purpose',
  ],
]);

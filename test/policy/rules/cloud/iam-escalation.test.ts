import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { iamEscalation } from "../../../../policy/rules/cloud/iam-escalation.ts";
import { azureRoleDefinition, iamPolicy } from "../../fixtures/cloud.ts";
import { cloudCases } from "./cloudCases.ts";

const allowing = (Action: Plain, Resource: Plain, Condition?: Plain): Readonly<Record<string, Plain>> => ({
  policy: { Statement: [{ Effect: "Allow", Action, Resource, ...(Condition === undefined ? {} : { Condition }) }] },
});
const ROLE = "arn:aws:iam::111122223333:role/app";
const BOUNDARY = { StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/boundary" } };
const gives = (action: string): string =>
  `main sets policy.Statement[0].Action to "${action}"; allowed: actions that give no rights, or a permissions boundary`;
const becomes = (arn: string): string =>
  `main sets policy.Statement[0].Resource to "${arn}"; allowed: roles by name, or a condition`;

cloudCases(iamEscalation, iamPolicy, [
  ...[
    "iam:AttachRolePolicy",
    "iam:PutUserPolicy",
    "iam:CreatePolicyVersion",
    "iam:UpdateAssumeRolePolicy",
    "iam:CreateAccessKey",
  ].map((action) => [action, allowing(action, ROLE), gives(action)] as const),
  ["in other letters and by a wildcard", allowing("IAM:put*", ROLE), gives("IAM:put*")],
  ["within a boundary", allowing("iam:AttachRolePolicy", ROLE, BOUNDARY)],
  [
    "within any boundary",
    allowing("iam:AttachRolePolicy", ROLE, { StringLike: { "iam:PermissionsBoundary": "*" } }),
    gives("iam:AttachRolePolicy"),
  ],
  ["reading policies", allowing(["iam:GetRolePolicy", "iam:ListRoles"], ROLE)],
  ["taking on one role", allowing("sts:AssumeRole", ROLE)],
  ["taking on any role of the account", allowing("sts:AssumeRole", `${ROLE}*`), becomes(`${ROLE}*`)],
  ["taking on a role of any account", allowing("sts:Assume*", "arn:aws:iam::*:role/app"), becomes("arn:aws:iam::*:role/app")],
  ["passing any role", allowing("iam:PassRole", "*"), becomes("*")],
  [
    "passing any role to one service",
    allowing("iam:PassRole", "*", { StringEquals: { "iam:PassedToService": "eks.amazonaws.com" } }),
  ],
  [
    "a role that is not known",
    allowing("sts:AssumeRole", [UNKNOWN]),
    "unknown: main: policy.Statement[0].Resource[0] is not known before deployment; allowed: roles by name, or a condition",
  ],
]);

cloudCases(
  iamEscalation,
  { type: "gcp:projects/iAMCustomRole:IAMCustomRole", props: { permissions: ["storage.objects.create"] } },
  [
    ...[
      "resourcemanager.projects.setIamPolicy",
      "iam.serviceAccounts.actAs",
      "iam.serviceAccounts.signJwt",
      "iam.roles.update",
    ].map(
      (permission) =>
        [
          permission,
          { permissions: [permission] },
          `main sets permissions to ["${permission}"]; allowed: permissions that give no rights`,
        ] as const,
    ),
  ],
);

cloudCases(iamEscalation, azureRoleDefinition, [
  ...["Microsoft.Authorization/roleAssignments/write", "Microsoft.Authorization/*/write", "microsoft.authorization/*"].map(
    (action) =>
      [
        action,
        { "permissions[0].actions": [action] },
        `main sets permissions[0].actions to ["${action}"]; allowed: actions that give no rights`,
      ] as const,
  ),
  ["reading assignments", { "permissions[0].actions": ["Microsoft.Authorization/roleAssignments/read"] }],
]);

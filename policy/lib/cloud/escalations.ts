import { entries, text } from "../plain.ts";
import type { Plain } from "../verdict.ts";
import { coversAction, isAnything, valuesOf } from "./policyDocument.ts";

/** Actions of AWS that give rights to somebody. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
const GIVING: readonly string[] = [
  ...["Attach", "Put"].flatMap((verb) => ["Role", "User", "Group"].map((who) => `iam:${verb}${who}Policy`)),
  "iam:AddUserToGroup",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreatePolicyVersion",
  "iam:SetDefaultPolicyVersion",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateLoginProfile",
];
const BECOMING: readonly string[] = ["iam:PassRole", "sts:AssumeRole"];
const GCP =
  /^(resourcemanager\.\w+\.setIamPolicy|iam\.(roles\.(create|update)|serviceAccountKeys\.create|serviceAccounts\.(actAs|getAccessToken|implicitDelegation|setIamPolicy|sign\w+)))$/;
const AZURE = /^Microsoft\.Authorization\/(\*|(\*|roleAssignments|roleDefinitions|elevateAccess)\/(\*|write|action))$/i;

/** All of a service is another rule's. */
function isOneOf(pattern: Plain, actions: readonly string[]): boolean {
  return text(pattern) !== undefined && !isAnything(pattern) && actions.some((action) => coversAction(pattern, action));
}

export function givesNoRights(actions: Plain): boolean {
  return !valuesOf(actions).some((action) => isOneOf(action, GIVING));
}

/** Whether actions let their holder pass or take on roles. */
export function becomesRoles(actions: Plain): boolean {
  return valuesOf(actions).some((action) => isOneOf(action, BECOMING));
}

/** Roles by name: no wildcard in account or name. */
export function namesRoles(resources: Plain): boolean {
  return valuesOf(resources).every((arn) => /^[^*?]+$/.test(text(arn) ?? ""));
}

/** Whether a condition holds whoever gets the rights to a boundary. */
export function isBounded(condition: Plain): boolean {
  return entries(condition).some(
    ([operator, keys]) =>
      /^(String|Arn)Equals$/i.test(operator) &&
      entries(keys).some(([key, values]) => key.toLowerCase() === "iam:permissionsboundary" && namesRoles(values)),
  );
}

/** Permissions of a custom role of Google Cloud. */
export function givesNoRightsInGcp(permissions: Plain): boolean {
  return !valuesOf(permissions).some((permission) => GCP.test(text(permission) ?? ""));
}

/** Actions of a role definition of Azure. */
export function givesNoRightsInAzure(actions: Plain): boolean {
  return !valuesOf(actions).some((action) => AZURE.test(text(action) ?? ""));
}

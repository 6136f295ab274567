import { isUnknown, items, read, text } from "../plain.ts";
import type { Plain } from "../verdict.ts";
import { parseJson } from "./json.ts";

const AWS = /:policy\/(.*\/)?(AdministratorAccess|PowerUserAccess|SystemAdministrator|\w*FullAccess)$/;
const GCP =
  /^roles\/(owner|editor|resourcemanager\.\w*(Admin|Owner)|iam\.(securityAdmin|serviceAccountUser|workloadIdentityUser|serviceAccount\w*(Admin|Creator)|\w*[rR]oleAdmin))$/;
/** Owner, Contributor, User Access Administrator, Role Based Access Control Administrator: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const AZURE =
  /(8e3af657-a8ff-443c-a75c-2fe8c4bcb635|b24988ac-6180-42a0-ab88-20f7382dd24c|18d7d88d-d35e-4fb5-a5c3-7773c20a72d9|f58310d9-a9f6-439a-9e8d-f62e7b41a168)\/?$/i;

/** A policy of AWS that is not all of a service or of the account. */
export function isModestPolicy(arn: Plain): boolean {
  return !isUnknown(arn) && !AWS.test(text(arn) ?? "");
}

/** A role of Google Cloud that does not rule what it is bound on. */
export function isModestInGcp(role: Plain): boolean {
  return !GCP.test(text(role) ?? "");
}

/** The same for every binding of a whole policy, JSON in text. */
export function areModestInGcp(policyData: Plain): boolean {
  return items(read(parseJson(policyData), "bindings")).every((binding) => isModestInGcp(read(binding, "role")));
}

/** A role of Azure, by its id, that is no administrator's. */
export function isModestInAzure(id: Plain): boolean {
  return !AZURE.test(text(id) ?? "");
}

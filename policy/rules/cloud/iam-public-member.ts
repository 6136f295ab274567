import { valuesOf } from "../../lib/cloud/policyDocument.ts";
import { judgeSettings, must, type Setting } from "../../lib/cloud/settings.ts";
import { ALWAYS } from "../../lib/levels.ts";
import { text, isUnknown } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import type { Plain } from "../../lib/verdict.ts";

const ALLOWED = "named principals";
/** Every service has its own: `gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember`, `gcp:cloudrun/iamBinding:IamBinding`. */
const BINDING = /^gcp:.*iam(Member|Binding|Policy):/i;
const MEMBER = must("member", isNamed, ALLOWED);
const POLICY = must("policyData", (data) => !/"all(Authenticated)?Users"/.test(text(data) ?? ""), ALLOWED);
const MEMBERS = must("members", (members) => valuesOf(members).every(isNamed), ALLOWED);

export const iamPublicMember: ResourceRule = {
  name: "iam-public-member",
  title: "Roles of Google Cloud go to named members",
  description:
    "member and members of bindings must not be allUsers, allAuthenticatedUsers (anybody with a Google account) or a whole workload identity pool: name one principal.",
  severity: "critical",
  level: ALWAYS,
  controls: ["NSA-CISA authentication and authorization", "PCI-DSS 7.2.2", "SOC2 CC6.1", "ISO27001 A.5.15"],
  remediation: "Name the principal: principal://…/subject/ns/<namespace>/sa/<name>, a service account or a group.",
  scope: "resource",
  appliesTo: ({ type }) => BINDING.test(type),
  check: (resource) => judgeSettings(resource, settingsOf(resource.type)),
};

function settingsOf(type: string): readonly Setting[] {
  const part = BINDING.exec(type)?.[1]?.toLowerCase();
  return part === "policy" ? [POLICY] : part === "member" ? [MEMBER] : [MEMBERS];
}

function isNamed(member: Plain): boolean {
  return !isUnknown(member) && !/^(allUsers|allAuthenticatedUsers|principalSet:\/\/.*\/\*)$/.test(text(member) ?? "");
}

import { valuesOf } from "../../lib/cloud/policyDocument.ts";
import { judgeSettings, must, type Setting, type Settings } from "../../lib/cloud/settings.ts";
import { ALWAYS } from "../../lib/levels.ts";
import { text, isUnknown } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import type { Plain } from "../../lib/verdict.ts";

const ALLOWED = "named principals";
/** Every service has its own: `gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember`, `gcp:cloudrun/iamBinding:IamBinding`. */
const BINDING = /^gcp:.*iam(Member|Binding|Policy):/i;
const MEMBER = must("member", isNamed, ALLOWED);
const PUBLIC = /"(all(Authenticated)?Users|principalSet:[^"]*\/\*)"/;
const POLICY = must("policyData", (data) => !PUBLIC.test(text(data) ?? ""), ALLOWED);
/** BigQuery has access lists of its own. */
const DATASETS: Settings = {
  "gcp:bigquery/datasetAccess:DatasetAccess": [must("specialGroup", isNamed, ALLOWED), must("iamMember", isNamed, ALLOWED)],
  "gcp:bigquery/dataset:Dataset": [
    must("accesses[].specialGroup", isNamed, ALLOWED),
    must("accesses[].iamMember", isNamed, ALLOWED),
  ],
};
const MEMBERS = must("members", (members) => valuesOf(members).every(isNamed), ALLOWED);

export const iamPublicMember: ResourceRule = {
  name: "iam-public-member",
  title: "Roles of Google Cloud go to named members",
  description:
    "member and members of bindings, and of access lists of BigQuery, must not be allUsers, allAuthenticatedUsers (anybody with a Google account) or a whole workload identity pool: name one principal.",
  severity: "critical",
  level: ALWAYS,
  controls: ["NSA-CISA authentication and authorization", "PCI-DSS 7.2.2", "SOC2 CC6.1", "ISO27001 A.5.15"],
  remediation: "Name the principal: principal://…/subject/ns/<namespace>/sa/<name>, a service account or a group.",
  scope: "resource",
  appliesTo: ({ type }) => BINDING.test(type) || Object.hasOwn(DATASETS, type),
  check: (resource) => judgeSettings(resource, settingsOf(resource.type)),
};

function settingsOf(type: string): readonly Setting[] {
  if (DATASETS[type] !== undefined) return DATASETS[type];
  const part = BINDING.exec(type)?.[1]?.toLowerCase();
  return part === "policy" ? [POLICY] : part === "member" ? [MEMBER] : [MEMBERS];
}

function isNamed(member: Plain): boolean {
  return !isUnknown(member) && !/^(allUsers|allAuthenticatedUsers|principalSet:\/\/.*\/\*)$/.test(text(member) ?? "");
}

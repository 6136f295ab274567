import { judgePlace } from "../../lib/cloud/settings.ts";
import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { read, text, isRecord, items } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, objectOf, refused } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

const ALLOWED = "a last rule for everything, at level Metadata or above";
const LIMITS = ["users", "userGroups", "verbs", "resources", "namespaces", "nonResourceURLs"];

export const auditPolicy: ResourceRule = {
  name: "audit-policy",
  title: "The audit policy of the API server leaves nothing out by default",
  description:
    "An audit Policy must end with a rule without limits that records, at level Metadata or above, and must not have a rule of level None without limits: the first rule that matches decides, so one wide None hides everything after it, and what no rule matches is not recorded. How much of single requests is recorded is not judged.",
  severity: "medium",
  level: FROM_STAGING,
  controls: [
    "S-53",
    "S-90",
    "S-96",
    "CIS-K8S 3.2.1",
    "CIS-K8S 3.2.2",
    "NSA-CISA audit logging",
    "PCI-DSS 10.2.1",
    "SOC2 CC7.2",
    "ISO27001 A.8.15",
  ],
  remediation: "End with {level: Metadata}; limit rules of level None by users, verbs and resources.",
  scope: "resource",
  appliesTo: ofKind("audit.k8s.io/Policy"),
  check: (resource) => {
    const rules = each(objectOf(resource), "rules");
    const last = rules.at(-1);
    if (last === undefined) return [refused(below(objectOf(resource), "rules"), ALLOWED)];
    const hiding = rules.filter(({ value }) => read(value, "level") === "None" && isUnlimited(value));
    return [
      ...hiding.map((rule) => refused(rule, "level None with users, verbs or resources")),
      ...(hiding.includes(last) ? [] : judgePlace(last, (value) => isUnlimited(value) && records(value), ALLOWED)),
    ];
  },
};

function isUnlimited(rule: Plain): boolean {
  return isRecord(rule) && LIMITS.every((limit) => items(rule[limit]).length === 0);
}

function records(rule: Plain): boolean {
  return ["Metadata", "Request", "RequestResponse"].includes(text(read(rule, "level")) ?? "");
}

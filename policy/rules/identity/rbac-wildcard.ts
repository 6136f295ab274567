import { FROM_STAGING } from "../../lib/levels.ts";
import { text } from "../../lib/plain.ts";
import { isRole } from "../../lib/rbac.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { each, mustBe, objectOf } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

const FIELDS = ["apiGroups", "resources", "verbs"];

export const rbacWildcard: ResourceRule = {
  name: "rbac-wildcard",
  title: "Roles name what they allow",
  description:
    "apiGroups, resources, verbs and nonResourceURLs of a role must not contain *: a wildcard also grants what does not exist yet, and nobody can review it. Partial wildcards (*/scale) count; a path that ends in /* below a named prefix does not. Listing everything by name passes.",
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "S-80",
    "G-12",
    "G-14",
    "CIS-K8S 5.1.3",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.5.18",
    "ISO27001 A.8.2",
  ],
  remediation: "Enumerate the API groups, resources and verbs the workload uses.",
  scope: "resource",
  appliesTo: isRole,
  check: (resource) =>
    each(objectOf(resource), "rules").flatMap((rule) => [
      ...FIELDS.flatMap((field) => each(rule, field).flatMap((name) => mustBe(name, hasNoStar, "names without *"))),
      ...each(rule, "nonResourceURLs").flatMap((url) => mustBe(url, (path) => path !== "*" && path !== "/*", "named paths")),
    ]),
};

function hasNoStar(name: Plain): boolean {
  return !(text(name) ?? "*").includes("*");
}

import { ofKind } from "../../lib/kinds.ts";
import { ALWAYS } from "../../lib/levels.ts";
import { read, items, entries } from "../../lib/plain.ts";
import { findPowers, type Power } from "../../lib/rbac.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, objectOf, unless } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

const PREFIX = "rbac.authorization.k8s.io/aggregate-to-";
const ALLOWED = "rights that everybody with the standard role may have";
const POWERS: readonly Power[] = [
  { groups: [""], resources: ["secrets"], verbs: ["get", "list", "watch"] },
  { groups: [""], resources: ["pods/exec", "pods/attach", "serviceaccounts/token"], verbs: ["create", "get"] },
  { groups: ["rbac.authorization.k8s.io"], resources: ["roles", "clusterroles"], verbs: ["escalate", "bind"] },
  { groups: [""], resources: ["users", "groups", "serviceaccounts"], verbs: ["impersonate"] },
];

export const rbacAggregation: ResourceRule = {
  name: "rbac-aggregation",
  title: "Nothing dangerous flows into admin, edit and view",
  description:
    "A ClusterRole with a label rbac.authorization.k8s.io/aggregate-to-… must not read Secrets, open shells in pods, or escalate, bind or impersonate: everybody who has the standard role gets it at once. A ClusterRole that aggregates must name what it takes by labels; an empty selector takes every role there is.",
  severity: "high",
  level: ALWAYS,
  controls: [
    "G-12",
    "CIS-K8S 5.1.2",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.5.18",
  ],
  remediation: "Bind the rights to whom needs them, instead of the label.",
  scope: "resource",
  appliesTo: ofKind("rbac.authorization.k8s.io/ClusterRole"),
  check: (resource) => {
    const role = objectOf(resource);
    const selectors = each(role, "aggregationRule", "clusterRoleSelectors");
    const taken = selectors.flatMap((selector) => mustBe(selector, narrows, "a selector with labels"));
    const labels = below(role, "metadata", "labels");
    const aggregated = (all: Plain): boolean => entries(all).some(([key, value]) => key.startsWith(PREFIX) && value === "true");
    return [...taken, ...unless(labels, (all) => !aggregated(all), findPowers(resource, POWERS, ALLOWED))];
  },
};

function narrows(selector: Plain): boolean {
  return entries(read(selector, "matchLabels")).length > 0 || items(read(selector, "matchExpressions")).length > 0;
}

import { narrowsResources, unlessNarrowed } from "../../lib/cloud/conditions.ts";
import { valuesOf, isAnything, takesNoResource } from "../../lib/cloud/policyDocument.ts";
import { judgePlace } from "../../lib/cloud/settings.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { text, entries } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, objectOf, type Subject } from "../../lib/subject.ts";
import type { Plain, Finding } from "../../lib/verdict.ts";

const BINDING = "palisade:iam:Binding";

export const iamBindingExact: ResourceRule = {
  name: "iam-binding-exact",
  title: "Cloud identities of workloads are exact",
  description:
    "Every statement of a palisade:iam:Binding must name actions without wildcards and resources that are not all wildcard (unless a condition demands something of them, or the actions only describe and list), and its trust must have conditions. The component shows in plain what the policies of the clouds say; that they say the same is tested where they are rendered.",
  severity: "critical",
  level: FROM_STAGING,
  controls: ["P-80", "P-81", "NSA-CISA authentication and authorization", "PCI-DSS 7.2.2", "SOC2 CC6.3", "ISO27001 A.5.18"],
  remediation: "Name actions and resources in the grant; do not edit what a binder renders.",
  scope: "resource",
  appliesTo: ({ type }) => type === BINDING,
  check: (resource) => {
    const binding = objectOf(resource);
    return [
      ...each(binding, "statements").flatMap(judgeStatement),
      ...judgePlace(below(binding, "trust", "conditions"), (given) => entries(given).length > 0, "at least one condition"),
    ];
  },
};

function judgeStatement(statement: Subject): readonly Finding[] {
  const harmless = valuesOf(below(statement, "actions").value).every(takesNoResource);
  const resources = judgePlace(below(statement, "resources"), areNamed, "resources by name, or a condition");
  return [
    ...judgePlace(
      below(statement, "actions"),
      (list) => areNamed(list) && valuesOf(list).every(isExact),
      "actions without wildcards",
    ),
    ...(harmless ? [] : unlessNarrowed(below(statement, "conditions"), narrows, resources)),
  ];
}

/** Azure and Google Cloud write their conditions as expressions, which are not read. */
function narrows(conditions: Plain): boolean {
  return narrowsResources(conditions) || entries(conditions).some(([kind]) => kind === "abac" || kind === "cel");
}

function areNamed(values: Plain): boolean {
  return valuesOf(values).length > 0 && !valuesOf(values).some(isAnything);
}

function isExact(action: Plain): boolean {
  return !/[*?]/.test(text(action) ?? "*");
}

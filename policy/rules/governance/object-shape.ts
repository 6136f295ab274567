import { describeResource, fail, unknown } from "../../lib/finding.ts";
import { ALWAYS } from "../../lib/levels.ts";
import { findShapeFaults, findUnknownItems } from "../../lib/objectShape.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const objectShape: ResourceRule = {
  scope: "resource",
  name: "object-shape",
  title: "Kubernetes objects have the shape the API server accepts",
  description:
    "`containers: null`, a list where an object belongs or a number where text belongs is refused by the API server, or read differently than " +
    "it looks. Other rules find nothing to judge in such a field, so without this rule a broken object would pass. It covers the fields that " +
    "rules read, not the whole API schema.",
  severity: "high",
  level: ALWAYS,
  controls: ["P-68", "SOC2 CC8.1", "ISO27001 A.8.9"],
  remediation: "Correct the field; put quotes around text that looks like a number.",
  appliesTo: ({ kubernetes }) => kubernetes !== undefined,
  check: (resource) => [
    ...findShapeFaults(resource).map(({ path, found, allowed }) =>
      fail(`${describeResource(resource)}: ${path} is ${found}; ${allowed}`, { path }),
    ),
    ...findUnknownItems(resource).map((path) =>
      unknown(`${describeResource(resource)}: ${path} is not known before deployment, so no rule can judge the object in it`, {
        path,
      }),
    ),
  ],
};

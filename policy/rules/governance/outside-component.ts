import { fail, describeResource } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { hasPlatform } from "../../lib/production.ts";
import type { WorldRule } from "../../lib/rule.ts";

export const outsideComponent: WorldRule = {
  name: "outside-component",
  title: "Every resource of a platform belongs to a component",
  description:
    "In a platform stack every resource must have a component as its parent: what hangs on the stack itself belongs to nobody, is in no report of a part, and moves when the program is reordered. Providers may stand alone.",
  severity: "low",
  level: FROM_STAGING,
  controls: ["SOC2 CC8.1", "ISO27001 A.8.32"],
  remediation: "Create it in the component it belongs to, with { parent: this }.",
  scope: "world",
  appliesTo: hasPlatform,
  check: (world) =>
    world.resources
      .filter(({ component, type, file }) => !component && file === undefined && !type.startsWith("pulumi:"))
      .filter(({ parent }) => parent === undefined || parent.includes("::pulumi:pulumi:Stack::"))
      .map((subject) => fail(`${describeResource(subject)} has no component as its parent; allowed: one`, { subject })),
};

import { fail, unknown, describeResource } from "../../lib/finding.ts";
import { ALWAYS } from "../../lib/levels.ts";
import { lockOf } from "../../lib/objectLock.ts";
import { isUnknown, items } from "../../lib/plain.ts";
import { inAuditStore } from "../../lib/production.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const irreversibleConfirmed: ResourceRule = {
  name: "irreversible-confirmed",
  title: "What can never be undone was confirmed",
  description:
    "A lock that nobody can lift (COMPLIANCE, isLocked, Locked) must be one that palisade:audit makes, which deploys only what its confirmIrreversible names, or be named in the parameter confirmed: such a store cannot be emptied or deleted for years, not even by the cloud. A confirmation says that somebody meant it, not that it is right.",
  severity: "high",
  level: ALWAYS,
  controls: ["P-78", "SOC2 CC8.1", "ISO27001 A.8.32", "ISO27001 A.5.33"],
  remediation: 'Add the name of the resource to params {"irreversible-confirmed": {"confirmed": […]}}.',
  params: { confirmed: { type: "array", description: "Names of resources whose lock was confirmed.", default: [] } },
  scope: "resource",
  appliesTo: (resource) => lockOf(resource)?.final !== undefined && lockOf(resource)?.final !== false,
  check: (resource, { params }) => {
    if (inAuditStore(resource) || items(params["confirmed"]).includes(resource.name)) return [];
    const message = `${describeResource(resource)} is locked so that nobody can lift it; allowed: after a confirmation`;
    return [isUnknown(lockOf(resource)?.final) ? unknown(message) : fail(message)];
  },
};

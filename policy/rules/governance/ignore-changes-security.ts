import { fail, describeResource } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { touchesSecurity } from "../../lib/securityFields.ts";

export const ignoreChangesSecurity: ResourceRule = {
  name: "ignore-changes-security",
  title: "Drift of security fields is not ignored",
  description:
    "ignoreChanges must not name a field that hardens a Kubernetes object or a cloud resource, or one above it, in whatever spelling (spec[\"template\"], spec.*): what somebody changed by hand would stay. Fields that controllers own (replicas, a webhook's caBundle, a Secret's data, annotations, sizes of node groups) may be ignored. Drift outside Pulumi is found by a refresh, not by this rule.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-55", "PCI-DSS 11.5.2", "SOC2 CC7.1", "SOC2 CC8.1", "ISO27001 A.8.32"],
  remediation: "Ignore only the field that a controller owns, by its full path.",
  scope: "resource",
  appliesTo: ({ component, options }) => !component && options.ignoreChanges.length > 0,
  check: (resource) =>
    resource.options.ignoreChanges
      .filter((path) => touchesSecurity(path, resource.kubernetes !== undefined))
      .map((path) =>
        fail(`${describeResource(resource)} ignores changes of ${path}; allowed: fields that do not harden it`, { path }),
      ),
};

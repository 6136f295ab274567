import { fail, describeResource } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

/** Below these everything hardens; above them too, because the field is part of what is ignored. */
const SECURITY_FIELDS = [
  "metadata.labels",
  "automountServiceAccountToken",
  "rules",
  "roleRef",
  "subjects",
  "webhooks",
  "spec.template.spec",
  "spec.containers",
  "spec.securityContext",
  "spec.podSelector",
  "spec.policyTypes",
  "spec.ingress",
  "spec.egress",
  "spec.hard",
  "spec.limits",
  "spec.type",
  "spec.externalIPs",
  "spec.loadBalancerSourceRanges",
  "spec.tls",
  "spec.enforcementAction",
];
const HARMLESS = /caBundle$|\.(replicas|nodeName|schedulerName)$/;

export const ignoreChangesSecurity: ResourceRule = {
  name: "ignore-changes-security",
  title: "Drift of security fields is not ignored",
  description:
    "ignoreChanges must not name a field that hardens the object, or one above it: what somebody changed by hand would stay. Fields that controllers own (replicas, a webhook's caBundle, a Secret's data, annotations) may be ignored. Drift outside Pulumi is found by a refresh, not by this rule.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-55", "PCI-DSS 11.5.2", "SOC2 CC7.1", "SOC2 CC8.1", "ISO27001 A.8.32"],
  remediation: "Ignore only the field that a controller owns, by its full path.",
  scope: "resource",
  appliesTo: ({ kubernetes, options }) => kubernetes !== undefined && options.ignoreChanges.length > 0,
  check: (resource) =>
    resource.options.ignoreChanges
      .filter(hardens)
      .map((path) =>
        fail(`${describeResource(resource)} ignores changes of ${path}; allowed: fields that do not harden it`, { path }),
      ),
};

function hardens(path: string): boolean {
  const plain = path.replace(/\[[^\]]*\]/g, "");
  if (plain === "*" || plain === "spec" || plain === "metadata") return true;
  return (
    !HARMLESS.test(plain) &&
    SECURITY_FIELDS.some((field) => field === plain || field.startsWith(`${plain}.`) || plain.startsWith(`${field}.`))
  );
}

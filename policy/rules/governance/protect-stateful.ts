import { fail, describeResource } from "../../lib/finding.ts";
import { isKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const protectStateful: ResourceRule = {
  name: "protect-stateful",
  title: "What data hangs on is protected from deletion",
  description:
    "CustomResourceDefinitions, Namespaces and PersistentVolumeClaims of a Pulumi program must have the option protect: deleting one deletes everything in it. Objects in plain manifests have no such option and are not judged; laptops and dev stacks are made to be thrown away. A resource registered with retainOnDelete alone is kept, but its replacement is not refused.",
  severity: "medium",
  level: { ...FROM_STAGING, local: "disabled", dev: "disabled" },
  controls: ["SOC2 A1.2", "SOC2 CC8.1", "ISO27001 A.8.13", "ISO27001 A.8.32"],
  remediation: "Register the resource with { protect: true }.",
  scope: "resource",
  appliesTo: (resource) =>
    resource.file === undefined &&
    isKind(resource, "apiextensions.k8s.io/CustomResourceDefinition", "/Namespace", "/PersistentVolumeClaim"),
  check: (resource) =>
    resource.options.protect
      ? []
      : [fail(`${describeResource(resource)} is registered without protect; allowed: the option protect: true`)],
};

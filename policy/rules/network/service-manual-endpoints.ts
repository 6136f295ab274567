import { describeResource, fail } from "../../lib/finding.ts";
import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent, read } from "../../lib/plain.ts";
import { REASON_ANNOTATION, unlessReasoned } from "../../lib/reasoned.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const serviceManualEndpoints: ResourceRule = {
  name: "service-manual-endpoints",
  title: "Services lead to the pods they select",
  description:
    "No Endpoints or EndpointSlice may be written by hand: its addresses are whatever it says, pods of other namespaces and foreign hosts too, under the name of a Service that programs trust (CVE-2021-25740). One with a written reason in the annotation palisade.dev/reason is allowed. Slices that controllers make are not part of a program; who may edit them, rbac-endpoint-edit judges.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-55", "NSA-CISA network separation", "PCI-DSS 1.4.1", "SOC2 CC6.6", "ISO27001 A.8.20"],
  remediation: "Give the Service a selector; reach outside hosts by their own name, with an egress policy.",
  scope: "resource",
  appliesTo: ofKind("/Endpoints", "discovery.k8s.io/EndpointSlice"),
  check: (resource) => {
    // One without addresses leads nowhere.
    if (["subsets", "endpoints"].every((list) => isAbsent(read(resource.props, list)))) return [];
    const message = `${describeResource(resource)} is written by hand; allowed: a Service with a selector, or the annotation ${REASON_ANNOTATION}`;
    return unlessReasoned(resource, [fail(message)]);
  },
};

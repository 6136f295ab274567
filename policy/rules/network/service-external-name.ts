import { ofKind } from "../../lib/kinds.ts";
import { ALWAYS } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { absentOr, below, mustBe, objectOf } from "../../lib/subject.ts";

export const serviceExternalName: ResourceRule = {
  name: "service-external-name",
  title: "Services are no aliases of foreign names",
  description:
    "A Service must not be of type ExternalName: its name looks as if it were of the cluster, and whoever may edit the Service, or owns the foreign name, decides where programs send their passwords. A name of another namespace takes an ingress past its own namespace. spec.externalName is refused under every type, for it is one field away from use.",
  severity: "high",
  level: ALWAYS,
  controls: ["P-55", "NSA-CISA network separation", "PCI-DSS 1.4.1", "SOC2 CC6.6", "ISO27001 A.8.20"],
  remediation:
    "Let programs use the outside host's own name and verify its certificate, with an egress policy for its addresses.",
  scope: "resource",
  appliesTo: ofKind("/Service"),
  check: (resource) => {
    const spec = below(objectOf(resource), "spec");
    const type = mustBe(below(spec, "type"), (given) => given !== "ExternalName", "ClusterIP");
    return type.length > 0 ? type : mustBe(below(spec, "externalName"), absentOr(""), "no external name");
  },
};

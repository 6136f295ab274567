import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, objectOf } from "../../lib/subject.ts";

export const gatewayRoutes: ResourceRule = {
  name: "gateway-routes",
  title: "Gateways take routes of namespaces they name",
  description:
    "allowedRoutes.namespaces.from of a Gateway's listener must be Same (also the default), Selector or None: with All, whoever may write an HTTPRoute anywhere takes over paths of the gateway's hosts. Labels that a Selector asks for are those of namespaces, which only who may label them can set (rbac-namespace-labels).",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-55", "NSA-CISA network separation", "PCI-DSS 1.4.1", "SOC2 CC6.6", "ISO27001 A.8.20"],
  remediation: "Set from: Selector with kubernetes.io/metadata.name of the namespaces.",
  scope: "resource",
  appliesTo: ofKind("gateway.networking.k8s.io/Gateway"),
  check: (resource) =>
    each(objectOf(resource), "spec", "listeners").flatMap((listener) =>
      mustBe(below(listener, "allowedRoutes", "namespaces", "from"), (from) => from !== "All", "Same or Selector"),
    ),
};

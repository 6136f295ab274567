import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, objectOf } from "../../lib/subject.ts";

export const serviceNodeport: ResourceRule = {
  name: "service-nodeport",
  title: "Services open no ports on the nodes",
  description:
    "A Service must not be of type NodePort: the port opens on every node, past the ingress and its TLS. A LoadBalancer Service allocates node ports too, unless allocateLoadBalancerNodePorts is false.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-57", "NSA-CISA network separation", "PCI-DSS 1.4.1", "SOC2 CC6.6", "ISO27001 A.8.20"],
  remediation: "Use ClusterIP behind an ingress. On a laptop NodePort is fine: the rule only advises there.",
  scope: "resource",
  appliesTo: ofKind("/Service"),
  check: (resource) => mustBe(below(objectOf(resource), "spec", "type"), (type) => type !== "NodePort", "ClusterIP"),
};

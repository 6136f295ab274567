import { FROM_STAGING } from "../../lib/levels.ts";
import { isNetworkPolicy } from "../../lib/reachability/cluster.ts";
import { judgeInternet } from "../../lib/reachability/internet.ts";
import { PART } from "../../lib/reachability/judgePolicy.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const netpolIngressOpen: ResourceRule = {
  name: "netpol-ingress-open",
  title: "No ingress from the whole internet without a reason",
  description:
    "The ingress blocks of a policy, taken together and without their exceptions, hold less than a /8 of public IPv4 and less than a /16 of the IPv6 internet: what faces the internet is the ingress controller, and its policy says so. Excepting private ranges does not make the internet smaller. A load balancer that hides the caller's address makes strangers look like nodes.",
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "P-04",
    "P-44",
    "S-73",
    "CIS-K8S 5.3.2",
    "NSA-CISA network separation",
    "PCI-DSS 1.3.1",
    "SOC2 CC6.6",
    "ISO27001 A.8.22",
  ],
  remediation: "Name the callers, or say in the annotation palisade.dev/reason why the whole internet may call these pods.",
  scope: "resource",
  appliesTo: isNetworkPolicy,
  check: judgeInternet(PART.ingressPeer, "ingress"),
};

import { FROM_STAGING } from "../../lib/levels.ts";
import { isNetworkPolicy } from "../../lib/reachability/cluster.ts";
import { judgeInternet } from "../../lib/reachability/internet.ts";
import { PART } from "../../lib/reachability/judgePolicy.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const netpolEgressOpen: ResourceRule = {
  name: "netpol-egress-open",
  title: "No egress to the whole internet without a reason",
  description:
    "The egress blocks of a policy, taken together and without their exceptions, hold less than a /8 of public IPv4 and less than a /16 of the IPv6 internet: 0.0.0.0/1 with 128.0.0.0/1 is the internet too, and excepting private ranges does not make it smaller. Open egress is how stolen data leaves. Blocks spread over many policies are not added up here; reachable-equals-declared does that.",
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "P-04",
    "P-44",
    "S-76",
    "CIS-K8S 5.3.2",
    "NSA-CISA network separation",
    "PCI-DSS 1.3.2",
    "SOC2 CC6.6",
    "ISO27001 A.8.22",
  ],
  remediation: "List the networks that are needed, or say in the annotation palisade.dev/reason why the policy cannot.",
  scope: "resource",
  appliesTo: isNetworkPolicy,
  check: judgeInternet(PART.egressPeer, "egress"),
};

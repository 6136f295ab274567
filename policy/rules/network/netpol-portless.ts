import { describeResource, fail } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isNetworkPolicy } from "../../lib/reachability/cluster.ts";
import { judgePolicy, PART, rulesOf, type DirectedRule } from "../../lib/reachability/judgePolicy.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import type { Finding } from "../../lib/verdict.ts";

export const netpolPortless: ResourceRule = {
  name: "netpol-portless",
  title: "Every rule of a NetworkPolicy names its ports",
  description:
    "An absent or empty ports list, or an entry with a protocol alone, opens every port: debug listeners and metrics endpoints become reachable with the one that was meant. A range written with endPort is a port by name; how wide it is, netpol-port-range judges.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-44", "CIS-K8S 5.3.2", "NSA-CISA network separation", "PCI-DSS 1.2.5", "SOC2 CC6.6", "ISO27001 A.8.22"],
  remediation: "List protocol and port of what the peer listens on.",
  scope: "resource",
  appliesTo: isNetworkPolicy,
  check: judgePolicy(PART.anyPort, (policy) =>
    rulesOf(policy).flatMap((rule) => judgeRule(rule, describeResource(policy.resource))),
  ),
};

function judgeRule({ path, ports, direction }: DirectedRule, owner: string): readonly Finding[] {
  if (ports === "any")
    return [fail(`${owner}: ${path} names no ports, which opens every port for ${direction}; allowed: named ports`, { path })];
  const open = ports.filter(({ port }) => port === undefined);
  return open.map((entry) =>
    fail(`${owner}: ${entry.path} opens every ${entry.protocol} port for ${direction}; allowed: named ports`, {
      path: entry.path,
    }),
  );
}

import { describeResource, fail } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { number } from "../../lib/plain.ts";
import { isNetworkPolicy } from "../../lib/reachability/cluster.ts";
import { intervalSet } from "../../lib/reachability/intervals.ts";
import { judgePolicy, PART, rulesOf, type DirectedRule } from "../../lib/reachability/judgePolicy.ts";
import { unlessReasoned } from "../../lib/reasoned.ts";
import { PROTOCOLS, type Protocol } from "../../lib/reachability/ports.ts";
import type { ResourceRule } from "../../lib/rule.ts";

export const netpolPortRange: ResourceRule = {
  name: "netpol-port-range",
  title: "Port ranges are as wide as what listens",
  description:
    "The ports of a rule, ranges with endPort taken together, are at most those of the parameter most for each protocol: 1 to 65535 is every port, written so that it looks like a choice. Ranges spread over several rules or policies are not added up here; reachable-equals-declared does that. Rules without ports are netpol-portless's.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-44", "CIS-K8S 5.3.2", "NSA-CISA network separation", "PCI-DSS 1.2.5", "SOC2 CC6.6", "ISO27001 A.8.22"],
  remediation: "List the ports that the peer listens on, or say in the annotation palisade.dev/reason why it needs a range.",
  params: { most: { type: "integer", description: "Most ports of one protocol in a rule.", default: 1024 } },
  scope: "resource",
  appliesTo: isNetworkPolicy,
  check: judgePolicy(PART.anyPort, (policy, params) => {
    const most = number(params["most"]) ?? 0;
    const counted = rulesOf(policy).flatMap((rule) =>
      PROTOCOLS.map((protocol) => ({ rule, protocol, ports: count(rule, protocol) })),
    );
    const wide = counted.filter(({ ports }) => ports > most);
    const found = wide.map(({ rule: { path, direction }, protocol, ports }) => {
      const text = `${path} opens ${ports} ${protocol} ports for ${direction}; allowed: ${most} or fewer, or the annotation palisade.dev/reason`;
      return fail(`${describeResource(policy.resource)}: ${text}`, { path: `${path}.ports` });
    });
    return unlessReasoned(policy.resource, found);
  }),
};

/** Named ports are one each, whatever number they have. */
function count({ ports }: DirectedRule, protocol: Protocol): number {
  const ranges = (ports === "any" ? [] : ports).flatMap(({ port, endPort, protocol: of }) =>
    of === protocol && typeof port === "number" ? [{ start: port, end: (endPort ?? port) + 1 }] : [],
  );
  return intervalSet(ranges).reduce((sum, { start, end }) => sum + end - start, 0);
}

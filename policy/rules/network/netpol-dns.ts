import { describeResource, fail } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isNetworkPolicy } from "../../lib/reachability/cluster.ts";
import { isDns, isDnsServer } from "../../lib/reachability/dns.ts";
import { judgePolicy, namedPeers, PART, rulesOf, type DirectedRule } from "../../lib/reachability/judgePolicy.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import type { Finding } from "../../lib/verdict.ts";

export const netpolDns: ResourceRule = {
  name: "netpol-dns",
  title: "DNS egress goes to the cluster's DNS pods and nowhere else",
  description:
    "An egress rule with port 53 names the kube-dns pods of kube-system, the namespace by kubernetes.io/metadata.name, or one exact address (a node-local cache), and opens UDP and TCP both: answers that do not fit UDP come over TCP. A wider peer makes DNS a way out for data. What the DNS server itself forwards is not judged.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-44", "S-32", "S-75", "I-106", "NSA-CISA network separation", "PCI-DSS 1.3.2", "SOC2 CC6.6", "ISO27001 A.8.22"],
  remediation:
    "Allow UDP and TCP 53 to podSelector k8s-app=kube-dns with namespaceSelector kubernetes.io/metadata.name=kube-system.",
  scope: "resource",
  appliesTo: isNetworkPolicy,
  check: judgePolicy(PART.egress, (policy) =>
    rulesOf(policy).flatMap((rule) => judgeRule(rule, describeResource(policy.resource))),
  ),
};

function judgeRule(rule: DirectedRule, owner: string): readonly Finding[] {
  const dns = rule.direction === "egress" && rule.ports !== "any" ? rule.ports.filter(isDns) : [];
  if (dns.length === 0) return [];
  const missing = (["UDP", "TCP"] as const).filter((protocol) => !dns.some((port) => port.protocol === protocol));
  const everybody = rule.peers === "any" ? [{ path: rule.path }] : [];
  const strange = [...everybody, ...namedPeers(rule).filter((peer) => !isDnsServer(peer))];
  return [
    ...missing.map((protocol) =>
      fail(`${owner}: ${rule.path} opens DNS without ${protocol} 53; allowed: UDP and TCP`, { path: rule.path }),
    ),
    ...strange.map(({ path }) =>
      fail(
        `${owner}: ${path} opens port 53 to more than the DNS pods; allowed: k8s-app=kube-dns of kube-system, or one address`,
        { path },
      ),
    ),
  ];
}

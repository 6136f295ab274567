import { items } from "../../lib/plain.ts";
import { ALWAYS } from "../../lib/levels.ts";
import { readNetworkPolicy } from "../../lib/reachability/networkPolicy.ts";
import { judgeDefaultDeny } from "../../lib/reachability/defaultDeny.ts";
import { inhabitedNamespaces, isInhabited } from "../../lib/reachability/inhabited.ts";
import type { WorldRule } from "../../lib/rule.ts";

export const netpolDefaultDeny: WorldRule = {
  name: "netpol-default-deny",
  title: "In every namespace, what is not allowed is denied",
  description:
    "Every namespace that is created, or that holds pods, has a NetworkPolicy with an empty podSelector, both policyTypes and no rules (or one such policy per direction). Without it a pod that no other policy selects is open in both directions. A rule that is open to everybody undoes it: netpol-empty-peer finds those. Pods with hostNetwork are held by no policy.",
  severity: "high",
  level: ALWAYS,
  controls: [
    "P-04",
    "P-11",
    "P-44",
    "P-101",
    "S-72",
    "G-54",
    "G-55",
    "G-56",
    "CIS-K8S 5.3.2",
    "NSA-CISA network separation",
    "PCI-DSS 1.2.1",
    "SOC2 CC6.6",
    "ISO27001 A.8.22",
  ],
  remediation: "Add a NetworkPolicy {podSelector: {}, policyTypes: [Ingress, Egress]} to the namespace, then allow flow by flow.",
  params: {
    exempt: {
      type: "array",
      description: "Namespaces of the cluster itself, which do not work under a default deny.",
      default: ["kube-system", "kube-public", "kube-node-lease"],
    },
  },
  scope: "world",
  appliesTo: isInhabited,
  check: (world, { params }) => {
    const policies = world.byKind("NetworkPolicy", "networking.k8s.io").map(readNetworkPolicy);
    const judged = inhabitedNamespaces(world).filter(({ name }) => !items(params["exempt"]).includes(name));
    return judged.flatMap(({ name, subject }) => judgeDefaultDeny(name, policies, subject));
  },
};

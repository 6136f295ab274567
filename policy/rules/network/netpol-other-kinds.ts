import { describeResource, fail } from "../../lib/finding.ts";
import { apiGroupOf } from "../../lib/kubernetesObject.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { REASON_ANNOTATION, unlessReasoned } from "../../lib/reasoned.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import type { PolicyResource } from "../../lib/verdict.ts";

/** Groups of network plug-ins, and of the administrators' policies that stand above NetworkPolicies. */
const GROUPS = [
  "policy.networking.k8s.io",
  "cilium.io",
  "crd.projectcalico.org",
  "projectcalico.org",
  "crd.antrea.io",
  "k8s.ovn.org",
  "networking.gke.io",
];
const KIND = /(NetworkPolicy|EgressFirewall|EgressPolicy)$/;

export const netpolOtherKinds: ResourceRule = {
  name: "netpol-other-kinds",
  title: "What opens the network is a NetworkPolicy",
  description:
    "Policies of other kinds (AdminNetworkPolicy, CiliumNetworkPolicy, Calico's, Antrea's, FQDNNetworkPolicy) allow and pass over what NetworkPolicies deny, and no rule here reads them: each needs the annotation palisade.dev/reason, which says that somebody did. Profiles, tiers and settings of plug-ins that are not called policies are not seen.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-04", "P-44", "NSA-CISA network separation", "PCI-DSS 1.2.1", "SOC2 CC6.6", "ISO27001 A.8.22"],
  remediation: "Write a NetworkPolicy, or say in the annotation palisade.dev/reason what this one opens and why.",
  scope: "resource",
  appliesTo: isOtherPolicy,
  check: (resource) => unlessReasoned(resource, [fail(`${describeResource(resource)} ${OPENS}`)]),
};

const OPENS = `may open what NetworkPolicies deny; allowed: a NetworkPolicy, or the annotation ${REASON_ANNOTATION}`;

function isOtherPolicy({ kubernetes }: PolicyResource): boolean {
  return kubernetes !== undefined && GROUPS.includes(apiGroupOf(kubernetes.apiVersion)) && KIND.test(kubernetes.kind);
}

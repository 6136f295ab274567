import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { netpolOtherKinds } from "../../../../policy/rules/network/netpol-other-kinds.ts";
import { networkPolicy } from "../../fixtures/objects.ts";
import { cases, NOT_APPLICABLE, type Case } from "../cases.ts";

const explained: PlainRecord = {
  apiVersion: "cilium.io/v2",
  kind: "CiliumNetworkPolicy",
  metadata: { name: "web", namespace: "shop", annotations: { "palisade.dev/reason": "names hosts" } },
  spec: { egress: [{ toEntities: ["all"] }] },
};
const says = (kind: string): string =>
  `${kind} shop/web may open what NetworkPolicies deny; allowed: a NetworkPolicy, or the annotation palisade.dev/reason`;
const bare = { "metadata.annotations": undefined };

cases(netpolOtherKinds, explained, [
  ["no reason", bare, says("CiliumNetworkPolicy")],
  ["an empty reason", { 'metadata.annotations["palisade.dev/reason"]': "" }, says("CiliumNetworkPolicy")],
  ["a reason not known yet", { "metadata.annotations": UNKNOWN }, `unknown: ${says("CiliumNetworkPolicy")}`],
  ...(
    [
      ["cilium.io/v2", "CiliumClusterwideNetworkPolicy"],
      ["policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy"],
      ["policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy"],
      ["crd.projectcalico.org/v1", "GlobalNetworkPolicy"],
      ["projectcalico.org/v3", "NetworkPolicy"],
      ["networking.gke.io/v1alpha1", "FQDNNetworkPolicy"],
    ] as const
  ).map(([apiVersion, kind]): Case => [kind, { ...bare, apiVersion, kind }, says(kind)]),
  ["an object that is no policy", { ...bare, kind: "CiliumNode" }, NOT_APPLICABLE],
]);

cases(netpolOtherKinds, networkPolicy, [["a NetworkPolicy", {}, NOT_APPLICABLE, {}]]);

import { authorizationPolicyAllowAll } from "./authorization-policy-allow-all.ts";
import { authorizationPolicyFrom } from "./authorization-policy-from.ts";
import { authorizationPolicyPresent } from "./authorization-policy-present.ts";
import { gatewayRoutes } from "./gateway-routes.ts";
import { gatewayTls } from "./gateway-tls.ts";
import { ingressSnippets } from "./ingress-snippets.ts";
import { ingressTls } from "./ingress-tls.ts";
import { ingressWildcard } from "./ingress-wildcard.ts";
import { linkerdDefaultPolicy } from "./linkerd-default-policy.ts";
import { meshClientTls } from "./mesh-client-tls.ts";
import { meshExtension } from "./mesh-extension.ts";
import { meshPortExclusion } from "./mesh-port-exclusion.ts";
import { mtlsPresent } from "./mtls-present.ts";
import { mtlsStrict } from "./mtls-strict.ts";
import { netpolDefaultDeny } from "./netpol-default-deny.ts";
import { netpolDns } from "./netpol-dns.ts";
import { netpolEgressOpen } from "./netpol-egress-open.ts";
import { netpolEmptyPeer } from "./netpol-empty-peer.ts";
import { netpolIngressOpen } from "./netpol-ingress-open.ts";
import { netpolMetadataAddress } from "./netpol-metadata-address.ts";
import { netpolNamespacePeer } from "./netpol-namespace-peer.ts";
import { netpolOtherKinds } from "./netpol-other-kinds.ts";
import { netpolPlainFlow } from "./netpol-plain-flow.ts";
import { netpolPortRange } from "./netpol-port-range.ts";
import { netpolPortless } from "./netpol-portless.ts";
import { netpolPrivateRange } from "./netpol-private-range.ts";
import { netpolSelector } from "./netpol-selector.ts";
import { netpolSelectsAll } from "./netpol-selects-all.ts";
import { networkpolicyEnforced } from "./networkpolicy-enforced.ts";
import { oneMtlsOwner } from "./one-mtls-owner.ts";
import { reachableEqualsDeclared } from "./reachable-equals-declared.ts";
import { serviceExternalIp } from "./service-external-ip.ts";
import { serviceExternalName } from "./service-external-name.ts";
import { serviceLoadbalancer } from "./service-loadbalancer.ts";
import { serviceManualEndpoints } from "./service-manual-endpoints.ts";
import { serviceNodeport } from "./service-nodeport.ts";
import { vpcCniBarePod } from "./vpc-cni-bare-pod.ts";
import { vpcCniPortLimit } from "./vpc-cni-port-limit.ts";
import { vpcCniServicePort } from "./vpc-cni-service-port.ts";
import type { Rule } from "../../lib/rule.ts";

/** Rules about NetworkPolicies, what they open, the flows that were declared, and what Services and Ingresses expose. */
export const networkRules: readonly Rule[] = [
  authorizationPolicyAllowAll,
  authorizationPolicyFrom,
  authorizationPolicyPresent,
  gatewayRoutes,
  gatewayTls,
  ingressSnippets,
  ingressTls,
  ingressWildcard,
  linkerdDefaultPolicy,
  meshClientTls,
  meshExtension,
  meshPortExclusion,
  mtlsPresent,
  mtlsStrict,
  netpolDefaultDeny,
  netpolDns,
  netpolEgressOpen,
  netpolEmptyPeer,
  netpolIngressOpen,
  netpolMetadataAddress,
  netpolNamespacePeer,
  netpolOtherKinds,
  netpolPlainFlow,
  netpolPortRange,
  netpolPortless,
  netpolPrivateRange,
  netpolSelector,
  netpolSelectsAll,
  networkpolicyEnforced,
  oneMtlsOwner,
  reachableEqualsDeclared,
  serviceExternalIp,
  serviceExternalName,
  serviceLoadbalancer,
  serviceManualEndpoints,
  serviceNodeport,
  vpcCniBarePod,
  vpcCniPortLimit,
  vpcCniServicePort,
];

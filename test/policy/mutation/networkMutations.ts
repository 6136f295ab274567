import { isList, isRecord } from "../../../policy/lib/plain.ts";
import type { Plain } from "../../../policy/lib/verdict.ts";
import { breaking, REMOVED, removing, type Mutation } from "./mutation.ts";

const POLICIES = { kinds: ["networking.k8s.io/NetworkPolicy"], groups: ["network"] } as const;
const SERVICES = { kinds: ["/Service"], groups: ["network"] } as const;
const INGRESSES = { kinds: ["networking.k8s.io/Ingress"], groups: ["network"] } as const;
const FLOWS = { kinds: ["palisade:flow:FlowPolicies"], groups: ["network"] } as const;
const MTLS = { kinds: ["security.istio.io/PeerAuthentication"], groups: ["network"] } as const;
const AUTHORIZATION = { kinds: ["security.istio.io/AuthorizationPolicy"], groups: ["network"] } as const;

const plus =
  (element: Plain): ((value: Plain) => Plain) =>
  (value) => [...(isList(value) ? value : []), element];

const internet = plus({ ipBlock: { cidr: "0.0.0.0/0" } });
function andTheInternet(peers: Plain): Plain {
  return isList(peers) ? internet(peers) : peers;
}
function andHalfTheInternet(peers: Plain): Plain {
  return isList(peers) ? plus({ ipBlock: { cidr: "128.0.0.0/1" } })(peers) : peers;
}
function andPrivateRanges(peers: Plain): Plain {
  return isList(peers) ? plus({ ipBlock: { cidr: "10.0.0.0/8" } })(peers) : peers;
}
function andMetadata(peers: Plain): Plain {
  return isList(peers) ? plus({ ipBlock: { cidr: "169.254.169.254/32" } })(peers) : peers;
}
function andEveryNamespace(peers: Plain): Plain {
  return isList(peers) ? plus({ namespaceSelector: {} })(peers) : peers;
}
function andTheOwnNamespace(peers: Plain): Plain {
  return isList(peers) ? plus({ podSelector: {} })(peers) : peers;
}
function andAMutableLabel(peers: Plain): Plain {
  return isList(peers) ? plus({ namespaceSelector: { matchLabels: { team: "web" } } })(peers) : peers;
}
function openEgress(spec: Plain): Plain {
  return openRule(spec, "Egress", "egress");
}
function openIngress(spec: Plain): Plain {
  return openRule(spec, "Ingress", "ingress");
}
/** Rules of a direction that the policy does not decide are ignored. */
function openRule(spec: Plain, type: string, rules: string): Plain {
  const decides = isRecord(spec) && isList(spec["policyTypes"]) && spec["policyTypes"].includes(type);
  return decides ? { ...spec, [rules]: plus({})(spec[rules]) } : spec;
}
function ofUnprovenPeers(flow: Plain): Plain {
  if (!isRecord(flow) || !isRecord(flow["authentication"]) || flow["authentication"]["by"] === "plain") return flow;
  return { ...flow, authentication: { by: "plain", reason: "because", reference: "none" } };
}
function tenThousandPorts(port: Plain): Plain {
  return typeof port === "object" && port !== null ? { ...port, port: 1, endPort: 65535 } : port;
}
function withoutOne(list: Plain): Plain {
  return isList(list) ? list.slice(1) : list;
}
function onlyIngress(types: Plain): Plain {
  return isList(types) && types.includes("Egress") ? ["Ingress"] : types;
}
function onlyEgress(types: Plain): Plain {
  return isList(types) && types.includes("Ingress") ? ["Egress"] : types;
}

const PEERS = [
  andTheInternet,
  andHalfTheInternet,
  andPrivateRanges,
  andMetadata,
  andEveryNamespace,
  andTheOwnNamespace,
  andAMutableLabel,
];

/** NetworkPolicies, Services, Ingresses, the declared graph and the mesh. */
export const NETWORK_MUTATIONS: readonly Mutation[] = [
  removing(POLICIES),
  ...breaking(POLICIES, "spec.policyTypes", onlyIngress, onlyEgress),
  ...breaking(POLICIES, "spec", openEgress, openIngress),
  ...breaking(POLICIES, "spec.podSelector", {}, { matchLabels: { app: "gone" } }),
  ...breaking(POLICIES, "spec.egress", withoutOne),
  ...breaking(POLICIES, "spec.ingress", withoutOne),
  ...breaking(POLICIES, "spec.egress[*].to", REMOVED, [], ...PEERS),
  ...breaking(POLICIES, "spec.ingress[*].from", REMOVED, [], ...PEERS),
  ...breaking(POLICIES, "spec.egress[*].ports", REMOVED, [], withoutOne),
  ...breaking(POLICIES, "spec.ingress[*].ports", REMOVED, [], withoutOne),
  ...breaking(POLICIES, "spec.egress[*].ports[*]", tenThousandPorts),
  ...breaking(POLICIES, "spec.ingress[*].ports[*]", tenThousandPorts),
  ...breaking(POLICIES, "spec.egress[*].to[*].podSelector", REMOVED, {}),
  ...breaking(POLICIES, "spec.ingress[*].from[*].podSelector", REMOVED, {}),
  ...breaking(POLICIES, "spec.egress[*].to[*].namespaceSelector", {}),
  ...breaking(POLICIES, "spec.ingress[*].from[*].namespaceSelector", {}),
  ...breaking(SERVICES, "spec.type", "NodePort", "LoadBalancer", "ExternalName"),
  ...breaking(SERVICES, "spec.externalIPs", ["203.0.113.7"]),
  ...breaking(INGRESSES, "spec.tls", REMOVED, []),
  ...breaking(INGRESSES, "spec.rules[*].host", REMOVED, "*.example.com"),
  ...breaking(FLOWS, "graph.enforcement.engine", "none"),
  ...breaking(FLOWS, "graph.flows", withoutOne),
  ...breaking(FLOWS, "graph.flows[*]", ofUnprovenPeers),
  ...breaking(FLOWS, "graph.flows[*].ports", [{ port: 9 }]),
  ...breaking(FLOWS, "graph.flows[*].to", { kind: "cidr", cidr: "0.0.0.0/0" }),
  ...breaking(MTLS, "spec.mtls.mode", "PERMISSIVE", "DISABLE", REMOVED),
  removing(MTLS),
  ...breaking(AUTHORIZATION, "spec.rules[*].from", REMOVED),
  ...breaking(AUTHORIZATION, "spec.rules", [{}]),
  removing(AUTHORIZATION),
];

import { buildWorld } from "../../../../policy/lib/world.ts";
import type { World } from "../../../../policy/lib/rule.ts";
import type { Plain, PolicyResource } from "../../../../policy/lib/verdict.ts";
import { namespaceObject, networkPolicyObject, workloadObject } from "../../../support/kubernetesObjects.ts";

const pods = (namespace: string, labels: Readonly<Record<string, string>>): Plain => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
  podSelector: { matchLabels: labels },
});
const both = (labels: Plain, rest: Readonly<Record<string, Plain>>): Plain => ({
  podSelector: { matchLabels: labels },
  policyTypes: ["Ingress", "Egress"],
  ...rest,
});

const PROXY = { app: "proxy" };
const CACHE = { app: "cache" };
const DENY: Plain = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };
const DNS_RULE: Plain = {
  to: [pods("kube-system", { "k8s-app": "kube-dns" })],
  ports: [
    { protocol: "UDP", port: 53 },
    { protocol: "TCP", port: 53 },
  ],
};

/** NetworkPolicies that open exactly what {@link FLOWS} declare, by `namespace/name`. */
export const POLICIES = {
  "gateway/deny": DENY,
  "data/deny": DENY,
  "gateway/proxy": both(PROXY, {
    ingress: [{ from: [pods("monitoring", { app: "prometheus" })], ports: [{ port: 9090 }] }],
    egress: [
      { to: [pods("data", CACHE)], ports: [{ port: 6379 }] },
      { to: [{ ipBlock: { cidr: "10.0.0.10/32" } }], ports: [{ port: 443 }] },
      { to: [{ ipBlock: { cidr: "203.0.113.0/24", except: ["203.0.113.128/25"] } }], ports: [{ port: 443 }] },
    ],
  }),
  "gateway/proxy-dns": { podSelector: { matchLabels: PROXY }, policyTypes: ["Egress"], egress: [DNS_RULE] },
  "data/cache": both(CACHE, { ingress: [{ from: [pods("gateway", PROXY)], ports: [{ port: 6379 }] }] }),
} as const satisfies Readonly<Record<string, Plain>>;

const spiffe = { by: "spiffe" };
const plain = { by: "plain", reason: "the peer has no identity", reference: "RFC 1035" };
const workload = (key: string): Plain => ({ kind: "workload", key });

export const FLOWS = {
  cache: {
    from: workload("gateway/proxy"),
    to: workload("data/cache"),
    ports: [{ port: 6379, protocol: "TCP" }],
    authentication: spiffe,
    purpose: "sessions",
  },
  dns: {
    from: workload("gateway/proxy"),
    to: { kind: "dns" },
    ports: [
      { port: 53, protocol: "UDP" },
      { port: 53, protocol: "TCP" },
    ],
    authentication: plain,
    purpose: "names",
  },
  api: { from: workload("gateway/proxy"), to: { kind: "kubeApi" }, ports: [], authentication: plain, purpose: "tokens" },
  model: {
    from: workload("gateway/proxy"),
    to: { kind: "cidr", cidr: "203.0.113.0/24", except: ["203.0.113.128/25"] },
    ports: [{ port: 443 }],
    authentication: plain,
    purpose: "the model",
  },
  metrics: {
    from: { kind: "prometheus" },
    to: workload("gateway/proxy"),
    ports: [{ port: 9090 }],
    authentication: plain,
    purpose: "metrics",
  },
} as const satisfies Readonly<Record<string, Plain>>;

/** Objects beside the policies. */
export const OBJECTS = {
  gateway: namespaceObject("gateway"),
  data: namespaceObject("data"),
  proxy: workloadObject({ key: "gateway/proxy", labels: { ...PROXY, version: "one" } }),
  cache: workloadObject({ key: "data/cache", kind: "StatefulSet", labels: CACHE }),
} as const satisfies Readonly<Record<string, PolicyResource>>;

const node = (key: string, controller: string, podLabels: Plain): Plain => {
  const [namespace = "", name = ""] = key.split("/");
  return { key, namespace, name, controller, podLabels, hostNetwork: false };
};

export const GRAPH = {
  version: 1,
  trustDomain: "example.org",
  namespaces: ["gateway", "data"],
  nodes: [node("gateway/proxy", "Deployment", { ...PROXY, version: "one" }), node("data/cache", "StatefulSet", CACHE)],
  flows: Object.values(FLOWS) as readonly Plain[],
  peers: {
    dns: { pods: [{ namespace: "kube-system", podLabels: { "k8s-app": "kube-dns" } }], cidrs: [] },
    kubeApi: { cidrs: ["10.0.0.10/32"], ports: [443] },
    apiServerToWebhook: { cidrs: ["10.0.0.10/32"], pods: [] },
    nodes: { cidrs: ["10.0.1.0/24"] },
    prometheus: { namespace: "monitoring", podLabels: { app: "prometheus" } },
  },
  enforcement: { engine: "cilium", ipBlockMatchesPods: false },
} as const satisfies Readonly<Record<string, Plain>>;

export interface WorldChanges {
  readonly policies?: Readonly<Record<string, Plain>>;
  readonly flows?: Readonly<Record<string, Plain>>;
  readonly objects?: Readonly<Record<string, PolicyResource | undefined>>;
  readonly graph?: Readonly<Record<string, Plain>>;
}

/** The known-good world with what a test changes; undefined takes something out. */
export function declaredWorld({ policies = {}, flows = {}, objects = {}, graph = {} }: WorldChanges = {}): World {
  const rendered = Object.entries({ ...POLICIES, ...policies }).filter(([, spec]) => spec !== undefined);
  const declared = Object.values({ ...FLOWS, ...flows } as Readonly<Record<string, Plain>>).filter((flow) => flow !== undefined);
  return buildWorld([
    ...rendered.map(([key, spec]) => networkPolicyObject(key, spec)),
    ...Object.values<PolicyResource | undefined>({ ...OBJECTS, ...objects }).filter((resource) => resource !== undefined),
    flowComponent({ ...GRAPH, flows: declared, ...graph }),
  ]);
}

export function flowComponent(graph: Plain): PolicyResource {
  const type = "palisade:flow:FlowPolicies";
  return {
    type,
    id: `urn:pulumi:test::test::${type}::flows`,
    name: "flows",
    props: { graph },
    options: { protect: false, ignoreChanges: [] },
    component: true,
  };
}

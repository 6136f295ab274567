import { describe, expect, it } from "vitest";
import { reachableEqualsDeclared as rule } from "../../../../policy/rules/network/reachable-equals-declared.ts";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { buildWorld } from "../../../../policy/lib/world.ts";
import { namespaceObject, workloadObject } from "../../../support/kubernetesObjects.ts";
import {
  declaredWorld,
  FLOWS,
  flowComponent,
  GRAPH,
  POLICIES,
  type WorldChanges,
} from "../../lib/reachability/declaredFixture.ts";

const CONTEXT = { profile: "prod", params: {} } as const;
const check = (changes: WorldChanges = {}): readonly string[] =>
  rule.check(declaredWorld(changes), CONTEXT).map(({ verdict, message }) => `${verdict}: ${message}`);

const PROXY = "gateway/proxy[Deployment]";
const CACHE = "data/cache[StatefulSet]";
const NAME = "kubernetes.io/metadata.name";
const proxy = POLICIES["gateway/proxy"] as { readonly egress: readonly Plain[] };
const cacheFrom = (peer: Plain, ports: Plain = [{ port: 6379 }]): Plain => ({
  ...(POLICIES["data/cache"] as object),
  ingress: [{ from: [peer], ports }],
});
const fromProxy = { namespaceSelector: { matchLabels: { [NAME]: "gateway" } }, podSelector: { matchLabels: { app: "proxy" } } };

describe("reachable-equals-declared [P-04] [P-44] [P-101] [S-73] [S-74] [G-56]", () => {
  it("passes when the policies open exactly what is declared", () => {
    expect(check()).toEqual([]);
  });

  it("is about stacks that declare flows", () => {
    expect(rule.appliesTo(declaredWorld())).toBe(true);
    expect(rule.appliesTo(buildWorld([namespaceObject("gateway")]))).toBe(false);
  });

  it.each<[string, WorldChanges, readonly string[]]>([
    [
      "a pair that no flow declares",
      { flows: { cache: undefined } },
      [`fail: ${PROXY} reaches ${CACHE} on TCP 6379, but no flow ${PROXY} -> ${CACHE} on TCP 6379 is declared`],
    ],
    [
      "a port that the flow does not declare, opened at both ends",
      {
        policies: {
          "data/cache": cacheFrom(fromProxy, [{ port: 6379 }, { port: 6380 }]),
          "gateway/more": {
            podSelector: {},
            policyTypes: ["Egress"],
            egress: [
              {
                to: [{ namespaceSelector: { matchLabels: { [NAME]: "data" } }, podSelector: { matchLabels: { app: "cache" } } }],
                ports: [{ port: 6380 }],
              },
            ],
          },
        },
      },
      [`fail: ${PROXY} reaches ${CACHE} on TCP 6380, but no flow ${PROXY} -> ${CACHE} on TCP 6380 is declared`],
    ],
    [
      "a flow that the target does not let in",
      { policies: { "data/cache": undefined } },
      [
        `fail: flow gateway/proxy -> data/cache (sessions) is declared, but the ingress of ${CACHE} does not allow it on TCP 6379`,
      ],
    ],
    [
      "a flow that the source does not let out",
      { policies: { "gateway/proxy": { ...proxy, egress: proxy.egress.slice(1) } } },
      [`fail: flow gateway/proxy -> data/cache (sessions) is declared, but the egress of ${PROXY} does not allow it on TCP 6379`],
    ],
    [
      "a flow that neither side lets through, of which only part is open",
      { flows: { cache: { ...FLOWS.cache, ports: [{ port: 6379, endPort: 6381 }] } } },
      [
        `fail: flow gateway/proxy -> data/cache (sessions) is declared, but the egress of ${PROXY} and the ingress of ${CACHE} do not allow it on TCP 6380-6381`,
      ],
    ],
    [
      "a peer that the policies do not let in",
      { policies: { "gateway/proxy": { ...proxy, ingress: [] } } },
      [`fail: flow prometheus -> gateway/proxy (metrics) is declared, but the ingress of ${PROXY} does not allow it on TCP 9090`],
    ],
    [
      "a selector without pods: any pod of kube-system is a way out",
      {
        policies: {
          "gateway/proxy-dns": {
            podSelector: {},
            policyTypes: ["Egress"],
            egress: [
              {
                to: [{ namespaceSelector: { matchLabels: { [NAME]: "kube-system" } } }],
                ports: [{ protocol: "UDP", port: 53 }, { port: 53 }],
              },
            ],
          },
        },
      },
      [
        `fail: ${PROXY} reaches any pod of namespace kube-system on TCP 53, UDP 53, but no flow ${PROXY} -> any pod of namespace kube-system on TCP 53, UDP 53 is declared`,
      ],
    ],
    [
      "a selector without namespaces: pods that call themselves kube-dns anywhere",
      {
        policies: {
          "gateway/proxy-dns": {
            podSelector: {},
            policyTypes: ["Egress"],
            egress: [
              {
                to: [{ namespaceSelector: {}, podSelector: { matchLabels: { "k8s-app": "kube-dns" } } }],
                ports: [{ protocol: "UDP", port: 53 }, { port: 53 }],
              },
            ],
          },
        },
      },
      [
        `fail: ${PROXY} reaches pods k8s-app=kube-dns of any namespace on TCP 53, UDP 53, but no flow ${PROXY} -> pods k8s-app=kube-dns of any namespace on TCP 53, UDP 53 is declared`,
      ],
    ],
    [
      "an ingress open to all pods of a namespace, of which only one is declared",
      {
        policies: {
          "data/cache": cacheFrom({ namespaceSelector: { matchLabels: { [NAME]: "gateway" } } }),
          "gateway/deny": undefined,
        },
      },
      [
        `fail: any pod of namespace gateway reaches ${CACHE} on TCP 6379, but no flow any pod of namespace gateway -> ${CACHE} on TCP 6379 is declared`,
      ],
    ],
    [
      "addresses beyond the declared ones",
      {
        flows: { model: { ...FLOWS.model, to: { kind: "externalHost", host: "model.example.com", cidrs: ["203.0.113.0/26"] } } },
      },
      [`fail: ${PROXY} reaches 203.0.113.64/26 on TCP 443, but no flow from ${PROXY} to these addresses on TCP 443 is declared`],
    ],
    [
      "declared addresses that are closed",
      { flows: { model: { ...FLOWS.model, to: { kind: "cidr", cidr: "203.0.113.0/24" } } } },
      [
        `fail: flow gateway/proxy -> 203.0.113.0/24 (the model) is declared, but the egress of ${PROXY} does not allow it on TCP 443 to 203.0.113.128/25`,
      ],
    ],
    [
      "an API server that moved",
      { graph: { peers: { ...GRAPH.peers, kubeApi: { cidrs: ["10.0.0.11/32"], ports: [443] } } } },
      [
        `fail: ${PROXY} reaches 10.0.0.10/32 on TCP 443, but no flow from ${PROXY} to these addresses on TCP 443 is declared`,
        `fail: flow gateway/proxy -> kubeApi (tokens) is declared, but the egress of ${PROXY} does not allow it on TCP 443 to 10.0.0.11/32`,
      ],
    ],
    [
      "a workload that is not rendered",
      { objects: { cache: undefined } },
      [
        "fail: flow gateway/proxy -> data/cache is declared, but data/cache is not among the rendered workloads or the cluster's peers",
      ],
    ],
    [
      "a peer that the cluster does not have",
      { graph: { peers: { ...GRAPH.peers, prometheus: undefined } } },
      [
        `fail: pods app=prometheus of namespace monitoring reaches ${PROXY} on TCP 9090, but no flow pods app=prometheus of namespace monitoring -> ${PROXY} on TCP 9090 is declared`,
        "fail: flow prometheus -> gateway/proxy is declared, but prometheus is not among the rendered workloads or the cluster's peers",
      ],
    ],
    [
      "a policy that the API server refuses",
      { policies: { "data/odd": { podSelector: {}, policyTypes: ["Both"] } } },
      [
        'fail: NetworkPolicy data/odd: spec.policyTypes[0] is "Both"; allowed is Ingress or Egress, so what it opens is not known',
      ],
    ],
  ])("fails on %s", (_case, changes, expected) => {
    expect(check(changes)).toEqual(expected);
  });

  it("fails on a workload without any policy, in both directions", () => {
    const found = check({ objects: { stray: workloadObject({ key: "lab/stray", kind: "Pod" }) } });
    expect(found).toContain(
      "fail: lab/stray[Pod] reaches 0.0.0.0/0, ::/0 on every port, but no flow from lab/stray[Pod] to these addresses on every port is declared",
    );
    expect(found).toContain(
      "fail: lab/stray[Pod] is reached from 0.0.0.0/0, ::/0 on every port, but no flow from these addresses to lab/stray[Pod] on every port is declared",
    );
  });

  it("sees pods behind addresses where an ipBlock matches pods, and lets no address flow stand for a pair of workloads", () => {
    const policies: WorldChanges["policies"] = {
      "data/cache": cacheFrom({ ipBlock: { cidr: "10.0.0.0/8" } }),
      "gateway/wide": {
        podSelector: {},
        policyTypes: ["Egress"],
        egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8" } }], ports: [{ port: 6379 }] }],
      },
    };
    const toTen = { ...FLOWS.cache, to: { kind: "cidr", cidr: "10.0.0.0/8" } };
    const fromTen = { ...FLOWS.cache, from: { kind: "cidr", cidr: "10.0.0.0/8" } };
    const flows = { cache: undefined, toTen, fromTen };
    const pair = `fail: ${PROXY} reaches ${CACHE} on TCP 6379, but no flow ${PROXY} -> ${CACHE} on TCP 6379 is declared`;
    expect(check({ policies, flows, graph: { enforcement: { engine: "calico", ipBlockMatchesPods: true } } })).toEqual([pair]);
    expect(check({ policies, flows })).toEqual([]);
  });

  it("accepts a flow between replicas and misses one that is not open", () => {
    const peers = {
      from: { kind: "workload", key: "data/cache" },
      to: { kind: "workload", key: "data/cache" },
      ports: [{ port: 7946 }],
      authentication: { by: "spiffe" },
      purpose: "gossip",
    };
    const own = [{ podSelector: { matchLabels: { app: "cache" } } }];
    const gossip = {
      podSelector: { matchLabels: { app: "cache" } },
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ from: own, ports: [{ port: 7946 }] }],
      egress: [{ to: own, ports: [{ port: 7946 }] }],
    };
    expect(check({ flows: { peers }, policies: { "data/gossip": gossip } })).toEqual([]);
    expect(check({ flows: { peers } })).toEqual([
      `fail: flow data/cache -> data/cache (gossip) is declared, but the egress of ${CACHE} and the ingress of ${CACHE} do not allow it on TCP 7946`,
    ]);
    expect(check({ policies: { "data/gossip": gossip } })).toEqual([
      `fail: ${CACHE} reaches ${CACHE} on TCP 7946, but no flow ${CACHE} -> ${CACHE} on TCP 7946 is declared`,
    ]);
  });

  it("accepts pods of labelled namespaces and of foreign workloads", () => {
    const from = {
      kind: "labelledNamespaces",
      namespaceLabels: { "palisade.dev/client": "true" },
      why: { reason: "clients opt in", reference: "P-33" },
    };
    const flows = {
      clients: {
        from,
        to: { kind: "workload", key: "gateway/proxy" },
        ports: [{ port: 8443 }],
        authentication: { by: "spiffe" },
        purpose: "clients",
      },
    };
    const ingress = {
      podSelector: { matchLabels: { app: "proxy" } },
      ingress: [{ from: [{ namespaceSelector: { matchLabels: { "palisade.dev/client": "true" } } }], ports: [{ port: 8443 }] }],
    };
    expect(check({ flows, policies: { "gateway/clients": ingress } })).toEqual([]);
    const foreign = { clients: { ...flows.clients, from: { kind: "foreignPods", namespace: "edge", podLabels: { app: "lb" } } } };
    const fromEdge = {
      ...ingress,
      ingress: [
        {
          from: [
            { namespaceSelector: { matchLabels: { [NAME]: "edge" } }, podSelector: { matchLabels: { app: "lb", zone: "a" } } },
          ],
          ports: [{ port: 8443 }],
        },
      ],
    };
    expect(check({ flows: foreign, policies: { "gateway/clients": fromEdge } })).toEqual([
      `fail: flow pods of edge -> gateway/proxy (clients) is declared, but the ingress of ${PROXY} does not allow it on TCP 8443`,
    ]);
  });

  it("judges what is known beside an unknown, and says that the unknown is one", () => {
    const unknownPort = cacheFrom(fromProxy, [{ port: UNKNOWN }]);
    expect(check({ policies: { "data/cache": unknownPort }, flows: { model: undefined } })).toEqual([
      "unknown: NetworkPolicy data/cache: spec.ingress[0].ports[0].port is not known before deployment, so what it opens is not known",
      `fail: ${PROXY} reaches 203.0.113.0/25 on TCP 443, but no flow from ${PROXY} to these addresses on TCP 443 is declared`,
    ]);
    const labels = workloadObject({ key: "data/cache", kind: "StatefulSet", labels: { app: UNKNOWN } });
    expect(check({ objects: { cache: labels } })).toEqual([
      'unknown: StatefulSet data/cache: spec.template.metadata.labels["app"] is not known before deployment, so what it opens is not known',
    ]);
  });

  it("cannot judge without a readable graph", () => {
    const world = (graph: Plain) => buildWorld([flowComponent(graph)]);
    const messages = (graph: Plain) => rule.check(world(graph), CONTEXT).map(({ verdict, message }) => `${verdict}: ${message}`);
    expect(messages(UNKNOWN)).toEqual([
      "unknown: flows: graph is not known before deployment, so the declared flows are not known",
    ]);
    expect(messages({ ...GRAPH, version: 2 })).toEqual([
      "fail: flows does not declare a readable flow graph: graph.version: expected 1",
    ]);
    expect(messages(undefined)).toEqual([
      "fail: flows does not declare a readable flow graph: graph: expected object, received undefined",
    ]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cidrRange, cidrsOf } from "../../../../policy/lib/reachability/addresses.ts";
import { readCluster } from "../../../../policy/lib/reachability/cluster.ts";
import { evaluate } from "../../../../policy/lib/reachability/evaluate.ts";
import {
  differenceOf,
  intersectionOf,
  intervalSet,
  unionOf,
  type IntervalSet,
} from "../../../../policy/lib/reachability/intervals.ts";
import { listConnections } from "../../../../policy/lib/reachability/groups.ts";
import { PROTOCOLS, reportPorts, type Protocol, type ReportedPort } from "../../../../policy/lib/reachability/ports.ts";
import { reachabilityReport } from "../../../../policy/lib/reachability.ts";
import type { Plain, PolicyResource } from "../../../../policy/lib/verdict.ts";
import { namespaceObject, networkPolicyObject, workloadObject } from "../../../support/kubernetesObjects.ts";
import { oracleAllows, type OracleEnd, type OraclePod, type OraclePolicy } from "../../../support/networkPolicyOracle.ts";

const NAMESPACES = { red: { team: "one" }, blue: { team: "two", tier: "back" }, green: {} } as const;
type NamespaceName = keyof typeof NAMESPACES;
const PORTS = [1, 52, 53, 54, 79, 80, 81, 8079, 8080, 8089, 8090, 8091, 65535];
const ADDRESSES = [
  "10.0.0.0",
  "10.0.0.255",
  "10.0.1.0",
  "10.200.0.1",
  "169.254.169.254",
  "1.1.1.1",
  "203.0.113.9",
  "2001:db8::1",
  "fd00:ec2::254",
];

const namespaceName = fc.constantFrom<NamespaceName>("red", "blue", "green");
const labels = fc.record({ app: fc.constantFrom("a", "b", "c"), tier: fc.constantFrom("front", "back") }, { requiredKeys: [] });
const namedPort = fc.record(
  {
    name: fc.constantFrom("web", "dns"),
    containerPort: fc.constantFrom(53, 80, 8080),
    protocol: fc.constantFrom("TCP", "UDP", "SCTP"),
  },
  { requiredKeys: ["containerPort"] },
);
const workload = fc.record({
  namespace: namespaceName,
  kind: fc.constantFrom("Deployment" as const, "Pod" as const, "StatefulSet" as const),
  labels,
  ports: fc.array(namedPort, { maxLength: 2 }),
});
const expression = fc.oneof(
  fc.record({
    key: fc.constantFrom("app", "tier", "team"),
    operator: fc.constantFrom("In", "NotIn"),
    values: fc.subarray(["a", "b", "back", "one"], { minLength: 1 }),
  }),
  fc.record({ key: fc.constantFrom("app", "tier", "team"), operator: fc.constantFrom("Exists", "DoesNotExist") }),
);
const selector = fc.record(
  { matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 1 }) },
  { requiredKeys: [] },
);
const namespaceSelector = fc.oneof(
  selector,
  namespaceName.map((name) => ({ matchLabels: { "kubernetes.io/metadata.name": name } })),
);
const block = fc.constantFrom(
  { cidr: "0.0.0.0/0" },
  { cidr: "0.0.0.0/0", except: ["169.254.169.254/32", "10.0.0.0/8"] },
  { cidr: "10.0.0.0/24" },
  { cidr: "10.0.0.77/8", except: ["10.0.0.0/24"] },
  { cidr: "::/0", except: ["fd00:ec2::254/128"] },
  { cidr: "2001:db8::/32" },
);
const peer = fc.oneof(
  fc.record({ podSelector: selector }),
  fc.record({ namespaceSelector }),
  fc.record({ podSelector: selector, namespaceSelector }),
  fc.record({ ipBlock: block }),
);
const port = fc.oneof(
  fc.record(
    { protocol: fc.constantFrom(...PROTOCOLS), port: fc.constantFrom<number | string>(53, 80, 8080, "web", "dns") },
    { requiredKeys: [] },
  ),
  fc.record(
    { protocol: fc.constantFrom(...PROTOCOLS), port: fc.constantFrom(53, 8080), endPort: fc.constantFrom(8080, 8090) },
    { requiredKeys: ["port", "endPort"] },
  ),
);
const ports = fc.array(port, { maxLength: 2 });
const peers = fc.array(peer, { maxLength: 2 });
const spec = fc.record(
  {
    podSelector: selector,
    policyTypes: fc.subarray(["Ingress", "Egress"]),
    ingress: fc.array(fc.record({ from: peers, ports }, { requiredKeys: [] }), { maxLength: 2 }),
    egress: fc.array(fc.record({ to: peers, ports }, { requiredKeys: [] }), { maxLength: 2 }),
  },
  { requiredKeys: ["podSelector"] },
);
const policy = fc.record({ namespace: namespaceName, spec });
const world = fc.record({
  workloads: fc.array(workload, { minLength: 1, maxLength: 6 }),
  policies: fc.array(policy, { maxLength: 5 }),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

function objectsOf({ workloads, policies }: World): readonly PolicyResource[] {
  return [
    ...Object.entries(NAMESPACES).map(([name, own]) => namespaceObject(name, own)),
    ...policies.map(({ namespace, spec: written }, at) =>
      networkPolicyObject(`${namespace}/p${at}`, written as unknown as Plain),
    ),
    ...workloads.map(({ namespace, kind, labels: own, ports: listens }, at) =>
      workloadObject({ key: `${namespace}/w${at}`, kind, labels: own, ports: listens }),
    ),
  ];
}

/** Two pods for every controller, one for a bare Pod. */
function podsOf({ workloads }: World): readonly { readonly id: string; readonly pod: OraclePod }[] {
  return workloads.flatMap(({ namespace, kind, labels: own, ports: listens }, at) => {
    const namespaceLabels = { ...NAMESPACES[namespace], "kubernetes.io/metadata.name": namespace };
    const make = () => ({
      id: `${namespace}/w${at}[${kind}]`,
      pod: { namespace, namespaceLabels, labels: own, ports: listens } as OraclePod,
    });
    return kind === "Pod" ? [make()] : [make(), make()];
  });
}

function holds(ports: readonly ReportedPort[], protocol: Protocol, number: number): boolean {
  return ports.some(({ protocol: of, port, endPort = port }) => of === protocol && port <= number && number <= endPort);
}

/** Ports on which the oracle and the evaluator differ, as text; empty when they agree. */
function disagreements(
  policies: readonly OraclePolicy[],
  ends: { from: OracleEnd; to: OracleEnd; mine: readonly ReportedPort[] },
): readonly string[] {
  return PROTOCOLS.flatMap((protocol) =>
    PORTS.filter(
      (number) =>
        oracleAllows(policies, { from: ends.from, to: ends.to, protocol, port: number }) !== holds(ends.mine, protocol, number),
    ).map((number) => `${protocol} ${number}`),
  );
}

describe("reachability against the brute-force oracle", () => {
  it("agrees on every pair of pods, protocol and port, as the report groups them", () => {
    fc.assert(
      fc.property(world, (generated) => {
        const { groups, connections, count } = reachabilityReport(objectsOf(generated));
        const listed = listConnections(groups);
        expect([connections, count]).toEqual([listed, listed.length]);
        const found = new Map(listed.map(({ from, to, ports: open }) => [`${from}>${to}`, open]));
        expect(found.size).toBe(listed.length);
        const all = podsOf(generated);
        for (const from of all) {
          for (const to of all) {
            if (from.pod === to.pod) continue;
            const mine = found.get(`${from.id}>${to.id}`) ?? [];
            expect({
              pair: `${from.id}>${to.id}`,
              differ: disagreements(generated.policies as readonly OraclePolicy[], { from: from.pod, to: to.pod, mine }),
            }).toEqual({
              pair: `${from.id}>${to.id}`,
              differ: [],
            });
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it("agrees on every address outside the cluster, in both directions", () => {
    fc.assert(
      fc.property(world, (generated) => {
        const { addresses } = evaluate(readCluster(objectsOf(generated)));
        const policies = generated.policies as readonly OraclePolicy[];
        for (const { id, pod } of podsOf(generated)) {
          for (const address of ADDRESSES) {
            const at = cidrRange(address.includes(":") ? `${address}/128` : `${address}/32`)?.start ?? 0n;
            const mine = (direction: "ingress" | "egress"): readonly ReportedPort[] =>
              addresses
                .filter(
                  (row) =>
                    row.workload.id === id &&
                    row.direction === direction &&
                    row.addresses.some(({ start, end }) => start <= at && at < end),
                )
                .flatMap((row) => reportPorts(row.ports));
            expect({ to: address, differ: disagreements(policies, { from: pod, to: address, mine: mine("egress") }) }).toEqual({
              to: address,
              differ: [],
            });
            expect({ from: address, differ: disagreements(policies, { from: address, to: pod, mine: mine("ingress") }) }).toEqual(
              { from: address, differ: [] },
            );
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("never throws, whatever the shape of a policy", () => {
    const key = fc.constantFrom(
      "podSelector",
      "policyTypes",
      "ingress",
      "egress",
      "from",
      "to",
      "ports",
      "ipBlock",
      "cidr",
      "matchLabels",
      "x",
    );
    fc.assert(
      fc.property(fc.object({ key, maxDepth: 4 }), (written) => {
        evaluate(readCluster([workloadObject({ key: "red/a" }), networkPolicyObject("red/odd", written as Plain)]));
      }),
      { numRuns: 300 },
    );
  });
});

describe("interval sets", () => {
  const small = fc
    .array(
      fc.tuple(fc.nat(20), fc.nat(20)).map(([start, end]) => ({ start, end })),
      { maxLength: 4 },
    )
    .map((list) => intervalSet(list));
  const members = (set: IntervalSet<number>): readonly number[] =>
    Array.from({ length: 22 }, (_, at) => at).filter((at) => set.some(({ start, end }) => start <= at && at < end));

  it("are unions, intersections and differences of their members, in canonical form", () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        const [inA, inB] = [members(a), members(b)];
        expect(members(unionOf(a, b))).toEqual([...new Set([...inA, ...inB])].sort((x, y) => x - y));
        expect(members(intersectionOf(a, b))).toEqual(inA.filter((at) => inB.includes(at)));
        expect(members(differenceOf(a, b))).toEqual(inA.filter((at) => !inB.includes(at)));
        for (const set of [unionOf(a, b), intersectionOf(a, b), differenceOf(a, b)]) expect(intervalSet(set)).toEqual(set);
      }),
      { numRuns: 500 },
    );
  });

  it("of addresses come back from their CIDRs unchanged", () => {
    const v4 = fc.tuple(fc.bigInt(0n, 2n ** 32n), fc.bigInt(0n, 2n ** 32n)).map(([start, end]) => ({ start, end }));
    const v6 = fc
      .tuple(fc.bigInt(2n ** 32n, 2n ** 32n + 2n ** 128n), fc.bigInt(2n ** 32n, 2n ** 32n + 2n ** 128n))
      .map(([start, end]) => ({ start, end }));
    fc.assert(
      fc.property(fc.array(fc.oneof(v4, v6), { maxLength: 3 }), (list) => {
        const set = intervalSet(list);
        expect(intervalSet(cidrsOf(set).flatMap((cidr) => cidrRange(cidr) ?? []))).toEqual(set);
      }),
      { numRuns: 300 },
    );
  });
});

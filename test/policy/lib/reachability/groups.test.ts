import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countConnections,
  listConnections,
  mergeGroups,
  reachedBy,
  selectGroups,
  type Connection,
  type ConnectionGroup,
  type WantedEnds,
} from "../../../../policy/lib/reachability/groups.ts";
import { MOST_LISTED, reachabilityReport } from "../../../../policy/lib/reachability.ts";
import { networkPolicyObject, workloadObject } from "../../../support/kubernetesObjects.ts";

const HTTP = [{ protocol: "TCP", port: 80 }] as const;
const DNS = [{ protocol: "UDP", port: 53 }] as const;
const ENDS = ["a/a[Deployment]", "a/b[Pod]", "b/c[Job]", "10.0.0.0/8", "9.9.9.9/32"];
const single = ({ from, to, ports }: Connection): ConnectionGroup => ({ from: [from], to: [to], ports });
const EDGES = ENDS.flatMap((from, row) =>
  ENDS.flatMap((to, column) =>
    from === to && from.endsWith("[Pod]") ? [] : [{ from, to, ports: (row * column) % 3 === 0 ? HTTP : DNS }],
  ),
);
const texts = (connections: readonly Connection[]): readonly string[] =>
  connections.map(({ from, to, ports }) => `${from} ${to} ${JSON.stringify(ports)}`);

describe("groups", () => {
  it("merged, hold the same connections, each once, and as many as are counted", () => {
    fc.assert(
      fc.property(fc.subarray(EDGES), (edges) => {
        const merged = mergeGroups(edges.map(single));
        const listed = texts(listConnections(merged));
        expect([...listed].sort()).toEqual([...texts(edges)].sort());
        expect(countConnections(merged)).toBe(edges.length);
      }),
      { numRuns: 300 },
    );
  });

  it("merged, do not depend on the order they come in", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(EDGES), (edges) => {
        const sorted = EDGES.filter((edge) => edges.includes(edge));
        expect(mergeGroups(edges.map(single))).toEqual(mergeGroups(sorted.map(single)));
      }),
      { numRuns: 300 },
    );
  });

  it("say of each source what it reaches", () => {
    fc.assert(
      fc.property(fc.subarray(EDGES), (edges) => {
        const merged = mergeGroups(edges.map(single));
        const reached = reachedBy(merged);
        const listed = ENDS.flatMap((from) => reached(from).map(({ to, ports }) => ({ from, to, ports })));
        expect([...texts(listed)].sort()).toEqual([...texts(edges)].sort());
      }),
      { numRuns: 300 },
    );
  });

  it("are listed by source, workloads before addresses", () => {
    const group = { from: ["10.0.0.0/8", "a/a[Pod]"], to: ["a/a[Pod]", "a/b[Pod]", "9.9.9.9/32"], ports: [] };
    expect(listConnections([group]).map(({ from, to }) => `${from} ${to}`)).toEqual([
      "a/a[Pod] a/b[Pod]",
      "a/a[Pod] 9.9.9.9/32",
      "10.0.0.0/8 a/a[Pod]",
      "10.0.0.0/8 a/b[Pod]",
      "10.0.0.0/8 9.9.9.9/32",
    ]);
  });
});

describe("selecting connections", () => {
  const connections: readonly Connection[] = [
    { from: "shop/a[Deployment]", to: "shop/ab[Deployment]", ports: [] },
    { from: "shop/a[Deployment]", to: "10.0.0.0/8", ports: [] },
    { from: "0.0.0.0/0", to: "shop/a[Deployment]", ports: [] },
  ];
  it.each<[WantedEnds, readonly number[]]>([
    [{ from: "shop/a" }, [0, 1]],
    [{ to: "shop/a" }, [2]],
    [{ to: "shop/ab[Deployment]" }, [0]],
    [{ to: "10.1.2.3" }, [1]],
    [{ to: "10.0.0.0/7" }, [1]],
    [{ to: "11.0.0.0/8" }, []],
    [{ from: "8.8.8.8", to: "shop/a" }, [2]],
    [{}, [0, 1, 2]],
  ])("%o", (ends, expected) => {
    expect(listConnections(selectGroups(connections.map(single), ends))).toEqual(expected.map((at) => connections[at]));
  });
});

describe("a large cluster", () => {
  const keys = Array.from({ length: 1500 }, (_, at) => `team-${at % 20}/app-${String(at).padStart(4, "0")}`);
  const pods = keys.map((key) => workloadObject({ key, kind: "Pod" }));

  it("without policies is three groups, however many connections it has", () => {
    const report = reachabilityReport(pods);
    expect([report.connections, report.groups.length, report.count]).toEqual([undefined, 3, 1500 * 1499 + 2 * 1500]);
    expect(JSON.stringify(report).length).toBeLessThan(300_000);
    expect(report.notes[0]).toBe(`More than ${MOST_LISTED} connections are listed in groups, not one by one.`);
  });

  it("in which each pod has a policy of its own that says the same, too", () => {
    const policies = keys.map((key) =>
      networkPolicyObject(key, {
        podSelector: { matchLabels: { app: key.split("/")[1] ?? "" } },
        policyTypes: ["Ingress", "Egress"],
        ingress: [{ ports: [{ port: 8080 }] }],
        egress: [{}],
      }),
    );
    const { groups, count } = reachabilityReport([...pods, ...policies]);
    expect([groups.length, count]).toEqual([3, 1500 * 1499 + 2 * 1500]);
  });

  it("asked for one end, lists its connections one by one", () => {
    const { connections = [] } = reachabilityReport(pods, { from: "team-0/app-0000", to: "team-1/app-0001" });
    expect(connections.map(({ from, to }) => [from, to])).toEqual([["team-0/app-0000[Pod]", "team-1/app-0001[Pod]"]]);
  });
});

import { readFileSync, writeFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { reachabilityReport, reachJsonSchema } from "../../../../policy/lib/reachability.ts";
import { flowGraphSchema } from "../../../../policy/lib/reachability/flowGraph.ts";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { kubernetesResource, namespaceObject, networkPolicyObject, workloadObject } from "../../../support/kubernetesObjects.ts";
import { connectionsOf } from "./connections.ts";
import { GRAPH } from "./declaredFixture.ts";

const DENY = networkPolicyObject("shop/deny", { podSelector: {}, policyTypes: ["Ingress", "Egress"] });
const EVERY_PORT = ["TCP", "UDP", "SCTP"].map((protocol) => ({ protocol, port: 1, endPort: 65535 }));
const NO_IPV6 =
  "No policy mentions IPv6, so ::/0 is not listed: what reaches 0.0.0.0/0 on some ports reaches it on the same ports.";

describe("the report", () => {
  it("lists workloads as namespace/name[Kind] and addresses as CIDR, sources in order, addresses last", () => {
    const open = networkPolicyObject("shop/b", {
      podSelector: { matchLabels: { app: "b" } },
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { app: "a" } } }],
          ports: [{ port: 80 }, { protocol: "UDP", port: 1000, endPort: 2000 }],
        },
      ],
    });
    expect(
      reachabilityReport([workloadObject({ key: "shop/b", kind: "StatefulSet" }), open, workloadObject({ key: "shop/a" })]),
    ).toMatchObject({
      version: 1,
      count: 6,
      connections: [
        { from: "shop/a[Deployment]", to: "shop/a[Deployment]", ports: EVERY_PORT },
        {
          from: "shop/a[Deployment]",
          to: "shop/b[StatefulSet]",
          ports: [
            { protocol: "TCP", port: 80 },
            { protocol: "UDP", port: 1000, endPort: 2000 },
          ],
        },
        { from: "shop/a[Deployment]", to: "0.0.0.0/0", ports: EVERY_PORT },
        { from: "shop/b[StatefulSet]", to: "shop/a[Deployment]", ports: EVERY_PORT },
        { from: "shop/b[StatefulSet]", to: "0.0.0.0/0", ports: EVERY_PORT },
        { from: "0.0.0.0/0", to: "shop/a[Deployment]", ports: EVERY_PORT },
      ],
      unenforced: false,
      notes: [NO_IPV6],
    });
  });

  it("is the same whatever order the objects come in", () => {
    const objects = [
      DENY,
      workloadObject({ key: "shop/a" }),
      workloadObject({ key: "lab/b" }),
      namespaceObject("lab", { x: "y" }),
    ];
    expect(reachabilityReport(objects.toReversed())).toEqual(reachabilityReport(objects));
  });

  it("says when nothing enforces the policies, and still lists what they say", () => {
    expect(reachabilityReport([workloadObject({ key: "shop/a" }), DENY], { enforced: false })).toEqual({
      version: 1,
      connections: [],
      groups: [],
      count: 0,
      unenforced: true,
      notes: [
        "The cluster does not enforce NetworkPolicies: these connections are what the policies say, and in fact every pod reaches everything.",
        NO_IPV6,
      ],
    });
  });

  it("names the pods that no policy holds", () => {
    const agent = workloadObject({ key: "shop/agent", kind: "DaemonSet", hostNetwork: true });
    expect(reachabilityReport([agent, DENY]).notes[0]).toBe(
      "NetworkPolicies do not apply to pods with hostNetwork, and such a pod reaches every pod on its own node: shop/agent[DaemonSet].",
    );
  });

  it("knows every controller by its pods, and pods of an absent controller by that controller", () => {
    const owned = (name: string) =>
      kubernetesResource({
        apiVersion: "v1",
        kind: "Pod",
        metadata: {
          name,
          namespace: "shop",
          labels: {},
          ownerReferences: [{ kind: "ReplicaSet", name: "web-1", controller: true }],
        },
        spec: { containers: [] },
      });
    const kinds = (["DaemonSet", "Job", "CronJob", "Pod", "ReplicaSet"] as const).map((kind) =>
      workloadObject({ key: `shop/${kind.toLowerCase()}`, kind }),
    );
    const objects = [...kinds, owned("web-1-a"), owned("web-1-b")];
    const sources = new Set(connectionsOf(objects).map(({ from }) => from));
    expect([...sources]).toEqual([
      "shop/cronjob[CronJob]",
      "shop/daemonset[DaemonSet]",
      "shop/job[Job]",
      "shop/pod[Pod]",
      "shop/replicaset[ReplicaSet]",
      "shop/web-1[ReplicaSet]",
      "0.0.0.0/0",
    ]);
    const withOwner = [...objects, workloadObject({ key: "shop/web-1", kind: "ReplicaSet" })];
    expect(new Set(connectionsOf(withOwner).map(({ from }) => from))).toEqual(sources);
  });

  it("lists a workload with itself between its replicas, and a bare Pod never", () => {
    const selves = connectionsOf([workloadObject({ key: "shop/a" }), workloadObject({ key: "shop/p", kind: "Pod" })]).filter(
      ({ from, to }) => from === to,
    );
    expect(selves.map(({ from }) => from)).toEqual(["shop/a[Deployment]"]);
  });
});

describe("what cannot be read", () => {
  const notes = (spec: Plain) =>
    reachabilityReport([workloadObject({ key: "shop/a" }), networkPolicyObject("shop/p", spec)]).notes.filter(
      (note) => note !== NO_IPV6,
    );
  const refused = (text: string) => [`NetworkPolicy shop/p: ${text}; the API server refuses it, and it allows nothing here.`];
  it.each<[string, Plain, readonly string[]]>([
    ["spec a list", [], refused("spec is []; allowed is an object")],
    ["rules an object", { ingress: {} }, refused("spec.ingress is {}; allowed is a list")],
    [
      "a peer without any selector",
      { ingress: [{ from: [{}] }] },
      refused("spec.ingress[0].from[0] is {}; allowed is a peer with a podSelector, a namespaceSelector or an ipBlock"),
    ],
    [
      "a peer with block and selector",
      { ingress: [{ from: [{ podSelector: {}, ipBlock: { cidr: "10.0.0.0/8" } }] }] },
      refused(
        'spec.ingress[0].from[0] is {"podSelector":{},"ipBlock":{"cidr":"10.0.0.0/8"}}; allowed is an ipBlock or selectors, not both',
      ),
    ],
    [
      "no CIDR",
      { ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0" } }] }] },
      refused('spec.ingress[0].from[0].ipBlock.cidr is "10.0.0.0"; allowed is a CIDR such as 10.0.0.0/16'),
    ],
    [
      "a port out of range",
      { ingress: [{ ports: [{ port: 70000 }] }] },
      refused("spec.ingress[0].ports[0].port is 70000; allowed is a port from 1 to 65535 or the name of a container port"),
    ],
    [
      "a number written as a name",
      { ingress: [{ ports: [{ port: "80" }] }] },
      refused('spec.ingress[0].ports[0].port is "80"; allowed is a port from 1 to 65535 or the name of a container port'),
    ],
    [
      "endPort with a named port",
      { ingress: [{ ports: [{ port: "http", endPort: 90 }] }] },
      refused("spec.ingress[0].ports[0].endPort is 90; allowed is the last port of a range that starts at a port number"),
    ],
    [
      "a range that runs backwards",
      { ingress: [{ ports: [{ port: 90, endPort: 80 }] }] },
      refused("spec.ingress[0].ports[0].endPort is 80; allowed is the last port of a range that starts at a port number"),
    ],
    [
      "another protocol",
      { ingress: [{ ports: [{ protocol: "ICMP" }] }] },
      refused('spec.ingress[0].ports[0].protocol is "ICMP"; allowed is TCP, UDP or SCTP'),
    ],
    [
      "another operator",
      { podSelector: { matchExpressions: [{ key: "a", operator: "Is", values: ["b"] }] } },
      refused('spec.podSelector.matchExpressions[0].operator is "Is"; allowed is In, NotIn, Exists or DoesNotExist'),
    ],
    [
      "In without values",
      { podSelector: { matchExpressions: [{ key: "a", operator: "In" }] } },
      refused("spec.podSelector.matchExpressions[0].values is nothing; allowed is a list of at least one value with In"),
    ],
    [
      "Exists with values",
      { podSelector: { matchExpressions: [{ key: "a", operator: "Exists", values: ["b"] }] } },
      refused('spec.podSelector.matchExpressions[0].values is ["b"]; allowed is no value with Exists'),
    ],
    [
      "a label that is a number",
      { podSelector: { matchLabels: { a: 1 } } },
      refused('spec.podSelector.matchLabels["a"] is 1; allowed is a string'),
    ],
    [
      "a CIDR not known yet",
      { ingress: [{ from: [{ ipBlock: { cidr: UNKNOWN } }] }] },
      ["NetworkPolicy shop/p: spec.ingress[0].from[0].ipBlock.cidr is not known before deployment; more may be reachable."],
    ],
  ])("allows nothing and is noted: %s", (_case, spec, expected) => {
    expect(notes(spec)).toEqual(expected);
  });

  it("leaves out a workload whose labels are not known, and says so", () => {
    const { connections, notes: said } = reachabilityReport([workloadObject({ key: "shop/a", labels: { app: UNKNOWN } })]);
    expect(connections).toEqual([]);
    expect(said.slice(1)).toEqual([
      'Deployment shop/a: spec.template.metadata.labels["app"] is not known before deployment; more may be reachable.',
      "shop/a[Deployment] is left out: it could not be read completely.",
    ]);
  });
});

describe("reach.schema.json", () => {
  const path = "policy/reach.schema.json";

  it("is committed as it is generated (UPDATE=1 writes it)", () => {
    const generated = `${JSON.stringify(reachJsonSchema(), null, 2)}\n`;
    if (process.env["UPDATE"] === "1") writeFileSync(path, generated);
    expect(readFileSync(path, "utf8")).toBe(generated);
  });

  it("accepts a report and refuses one with an unknown field", () => {
    const validate = new Ajv2020({ strict: false }).compile(reachJsonSchema());
    const report = reachabilityReport([workloadObject({ key: "shop/a" }), DENY]);
    expect([validate(report), validate.errors]).toEqual([true, null]);
    expect(validate({ ...report, extra: 1 })).toBe(false);
    expect(validate({ ...report, version: 2 })).toBe(false);
  });
});

describe("flow-graph.schema.json", () => {
  const committed: unknown = JSON.parse(
    readFileSync(new URL("../../../../policy/lib/flow-graph.schema.json", import.meta.url), "utf8"),
  );

  it("is the schema the rules read graphs by", () => {
    expect(committed).toEqual(z.toJSONSchema(flowGraphSchema, { io: "input" }));
  });
  it("accepts a graph and refuses another version", () => {
    const validate = new Ajv2020({ strict: false }).compile(committed as object);
    expect(validate(GRAPH)).toBe(true);
    expect(validate({ ...GRAPH, version: 2 })).toBe(false);
  });
});

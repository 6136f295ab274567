import { beforeAll, describe, expect, it } from "vitest";
import { LAYERS } from "../../components/config/scope.ts";
import { neededSecrets } from "../../components/config/secrets.ts";
import { validateGraph } from "../../components/flow/validate.ts";
import { isStopping, type Report } from "../../policy/lib/report.ts";
import type { PreviewRecord } from "../../tools/engine/record.ts";
import { judgeRecord } from "../support/judgeRecord.ts";
import { planOf, planned, shippedStack } from "../support/stacks.ts";
import { temporaryStacks } from "../support/temporaryStacks.ts";

const valuesOf = (layers: readonly string[]): Readonly<Record<string, unknown>> => ({
  ...shippedStack("prod"),
  scope: { layers },
});

const PLATFORM = ["audit", "cloud", "platform"];

describe("the plan of some layers", () => {
  it("of audit and cloud has no pod, no namespace and no identity for one", () => {
    const { namespaces, graph, cloudEdges, workloads } = planOf(valuesOf(["audit", "cloud"]));
    expect([namespaces, graph.nodes, graph.flows, cloudEdges, Object.values(workloads).flat()]).toEqual([[], [], [], [], []]);
  });

  it("of the platform has no path to what comes later", () => {
    const { graph, context, cloudEdges } = planOf(valuesOf(PLATFORM));
    expect(graph.nodes.map(({ key }) => key)).toEqual([
      "spire-server/spire-server",
      "spire-system/spire-agent",
      "spire-system/spiffe-csi-driver",
    ]);
    expect(validateGraph(graph, { plainRefused: true, peers: context.cluster.peers })).toEqual([]);
    expect(cloudEdges.map(({ serviceAccount }) => serviceAccount)).toEqual(["spire-server"]);
  });

  it("asks for the values that the layers read, and for all of them in the end", () => {
    const asked = (layers: readonly string[]): readonly string[] => {
      const { examples, context } = planOf(valuesOf(layers));
      return [...examples.map(({ path }) => path), ...neededSecrets(context.config)];
    };
    expect(asked(["audit", "cloud"]).filter((path) => /gateway|tools|phoenix|approval|keyManager/.test(path))).toEqual([]);
    expect(asked(LAYERS)).toEqual(expect.arrayContaining([...asked(PLATFORM)]));
    expect(asked(LAYERS)).toEqual(expect.arrayContaining(["palisade:gateway.policyBundle", "approvalSigningKey"]));
  });

  it.each(["prod", "prod-gke", "prod-aks"])(
    "of audit and cloud may be reached from outside for some days, by a waiver: %s",
    (stack) => {
      const values = { ...shippedStack(stack), scope: { layers: ["audit", "cloud"] } };
      const cluster = {
        ...(shippedStack(stack)["cluster"] as object),
        access: { mode: "publicCidrs", cidrs: ["203.0.113.0/24"] },
      };
      const reason = "The host that deploys is made by this deployment.";
      const waiver = { owner: "platform", reason, ticket: "OPS-1", expires: "2026-12-01" };
      expect(planned({ ...values, cluster })).toHaveLength(1);
      expect(planned({ ...values, cluster, controls: { privateApiServer: { value: false, waiver } } })).toHaveProperty("graph");
    },
  );

  it("asks for a confirmation where it locks, and nowhere else", () => {
    const audit = { ...(shippedStack("prod")["audit"] as object), confirmIrreversible: undefined };
    const unconfirmed = (layers: readonly string[]): number => planOf({ ...valuesOf(layers), audit }).unconfirmed.length;
    expect([["audit"], ["cloud"], LAYERS].map(unconfirmed)).toEqual([1, 0, 1]);
  });

  it.each([[["audit"]], [LAYERS]])("finds what is wrong in the whole stack, whatever it registers: %j", (layers) => {
    const gateway = { ...(shippedStack("prod")["gateway"] as object), replicas: 1 };
    expect(planned({ ...valuesOf(layers), gateway })).toEqual([
      "palisade:gateway.replicas: was 1; profile prod needs at least 2; raise it to 2",
    ]);
  });
});

const preview = temporaryStacks();

const UNLOCKED = { audit: { ...(shippedStack("prod-aks")["audit"] as object), phase: "unlocked" } };

describe.each<{ stack: string; layers: readonly string[]; change?: object }>([
  { stack: "prod", layers: ["audit"] },
  { stack: "prod", layers: ["audit", "cloud"] },
  { stack: "prod", layers: PLATFORM },
  { stack: "prod-gke", layers: ["audit", "cloud"] },
  { stack: "prod-aks", layers: ["audit", "cloud"], change: UNLOCKED },
])("$stack with $layers", ({ stack, layers, change }) => {
  let record: PreviewRecord;
  let report: Report;
  beforeAll(async () => {
    record = await preview(stack, { ...shippedStack(stack), ...change, scope: { layers } });
    report = judgeRecord(record, "prod");
  });

  it("may be deployed: nothing stops it and nothing is unknown", () => {
    const open = report.results.filter((result) => isStopping(result) || result.verdict === "unknown");
    expect(open.map(({ message }) => message)).toEqual([]);
  });

  it("is judged by every rule about what it holds, and says of workloads that it has none", () => {
    const applied = (rule: string): boolean => report.summary.rules[rule]?.notApplicable === 0;
    expect(["audit-chain", "audit-store-locked", "scope-kept"].map(applied)).toEqual([true, true, true]);
    expect(["spiffe-mode-prod", "monitoring-present"].map(applied)).toEqual([false, false]);
    expect(applied("gatekeeper-present")).toBe(layers.includes("platform"));
  });

  it("registers nothing of a layer that it leaves for later", () => {
    const components = record.resources.filter(({ parent }) => parent?.endsWith("palisade:platform:Platform::palisade"));
    const allowed = [
      /^palisade:cloud:Account$/,
      ...(layers.includes("audit") ? [/^palisade:audit:/] : []),
      ...(layers.includes("cloud") ? [/^palisade:(cluster|cloud):/] : []),
      ...(layers.includes("platform") ? [/^palisade:(flow|iam|platform):/] : []),
    ];
    expect(components.map(({ type }) => type).filter((type) => !allowed.some((one) => one.test(type)))).toEqual([]);
    expect(components.length).toBeGreaterThan(1);
  });

  it("says that it is a part", () => {
    expect(record.logs.map(({ message }) => message)).toContain(
      `this run registers ${layers.join(", ")} and nothing else (palisade:scope)`,
    );
  });
});

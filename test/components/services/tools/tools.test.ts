import { describe, expect, test } from "vitest";
import { allowedSpiffeIds, peersSpiffeIds } from "../../../../components/flow/allowlists.ts";
import type { FlowGraph } from "../../../../components/flow/graph.ts";
import { loadBundle } from "../../../../components/services/gateway/bundle.ts";
import { gatewayPlan } from "../../../../components/services/gateway/plan.ts";
import { toolsPlan } from "../../../../components/services/tools/plan.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";
import { flowNode } from "../../../../components/workload/flowNode.ts";
import { renderPod } from "../../../../components/workload/renderPod.ts";
import { renderWorkload } from "../../../../components/workload/renderWorkload.ts";
import type { WorkloadSpec } from "../../../../components/workload/spec.ts";
import { hardeningProblems } from "../../../../components/workload/validateHardening.ts";
import { structureProblems } from "../../../../components/workload/validateStructure.ts";
import { LOCAL, contextWith, type Change } from "../gateway/context.ts";

function server(change: Change = {}): WorkloadSpec {
  const [workload] = toolsPlan(contextWith(change)).workloads;
  if (workload === undefined) throw new Error("no tool planned");
  return workload;
}

/** The graph of gateway and tools together. */
function graphOf(change: Change = {}): FlowGraph {
  const context = contextWith(change);
  const plans = [gatewayPlan(context, loadBundle(context.config.gateway.policyBundle)), toolsPlan(context)];
  return {
    trustDomain: context.config.trustDomain,
    namespaces: plans.flatMap(({ namespaces }) => namespaces.map(({ name }) => name)),
    nodes: plans.flatMap(({ workloads }) => workloads.map(flowNode)),
    flows: plans.flatMap(({ flows }) => flows),
  };
}

const proxied = (workload: WorkloadSpec): readonly string[] => {
  const config = workload.configMaps?.find(({ name }) => name.endsWith("-spiffe-proxy"))?.data["envoy.json"] ?? "";
  return [...config.matchAll(/"exact": "(spiffe:[^"]+)"/g)].map((match) => match[1] ?? "");
};

describe("s3-mcp-server [P-23]", () => {
  test("lives in a restricted namespace of its own", () => {
    const { namespaces, workloads } = toolsPlan(contextWith());
    expect(namespaces.map(({ name, podSecurity }) => [name, podSecurity])).toEqual([["tools", { level: "restricted" }]]);
    expect(workloads.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual(["tools/s3-mcp-server"]);
  });

  test("is valid and hardened", () => {
    const rules = { digestsRequired: true, podSecurityLevel: () => "restricted" as const };
    expect([...structureProblems(server()), ...hardeningProblems(server(), rules)]).toEqual([]);
  });

  test("reads three variables, and never asks the node for credentials", () => {
    expect(
      server({ tools: { allowedBuckets: ["a-bucket", "b-bucket:reports/"], region: "eu-central-1" } }).containers[0]?.env,
    ).toEqual([
      { name: "PORT", value: "8082" },
      { name: "ALLOWED_BUCKETS", value: "a-bucket,b-bucket:reports/" },
      { name: "AWS_REGION", value: "eu-central-1" },
      { name: "AWS_EC2_METADATA_DISABLED", value: "true" },
    ]);
  });

  test("is reached through the proxy only: the plain port is declared nowhere [P-49]", () => {
    const ports = server().containers.flatMap((container) => container.ports ?? []);
    expect(ports.map(({ name, port }) => [name, port])).toEqual([
      ["spiffe", 8443],
      ["proxy-health", 15021],
    ]);
    expect(server().services?.map(({ name, ports: open, type }) => [name, open, type])).toEqual([
      ["s3-mcp-server", [{ name: "spiffe", port: 8443, targetPort: "spiffe" }], undefined],
    ]);
  });

  test("keeps a gateway's MCP session on one pod", () => {
    expect(renderWorkload(server()).services.map(({ spec }) => spec?.sessionAffinity)).toEqual(["ClientIP"]);
  });

  test("gives the identity to the proxy, not to the server", () => {
    const containers = renderPod(server()).spec?.containers ?? [];
    const withSocket = containers.filter(({ env }) => env?.some(({ name }) => name === "SPIFFE_ENDPOINT_SOCKET"));
    expect(withSocket.map(({ name }) => name)).toEqual(["spiffe-proxy"]);
  });
});

describe("its callers", () => {
  test.each(Object.entries({ prod: {}, local: LOCAL }))(
    "are those the flow graph declares, by identity: %s [P-38] [P-50]",
    (_, change) => {
      const declared = allowedSpiffeIds(graphOf(change), "tools/s3-mcp-server");
      expect(declared).toEqual([
        "spiffe://agents.internal/ns/gateway/sa/precinct-control",
        "spiffe://agents.internal/ns/gateway/sa/precinct-gateway",
      ]);
      expect(proxied(server(change))).toEqual(declared);
    },
  );

  test("pin the same identity that the server has", () => {
    expect(peersSpiffeIds(graphOf(), "gateway/precinct-gateway")).toEqual(["spiffe://agents.internal/ns/tools/sa/s3-mcp-tool"]);
  });

  test("call a port the server declares, by the Service that leads to it", () => {
    const graph = graphOf();
    const node = graph.nodes.find(({ key }) => key === "tools/s3-mcp-server");
    const called = graph.flows.filter(({ to }) => to.kind === "workload" && to.key === node?.key).flatMap(({ ports }) => ports);
    expect(called).toEqual([{ port: 8443 }, { port: 8443 }]);
    expect(node?.services).toEqual([{ service: "s3-mcp-server", port: 8443, targetPort: 8443, protocol: "TCP" }]);
  });
});

describe("its way out", () => {
  test("is none by default", () => {
    expect(toolsPlan(contextWith()).flows).toEqual([]);
  });

  test("is the private endpoint of the object store, when it is named", () => {
    const cidrs = ["10.0.7.10/32", "10.0.7.11/32"];
    expect(toolsPlan(contextWith({ tools: { endpointCidrs: cidrs } })).flows).toMatchObject([
      {
        from: { kind: "workload", key: "tools/s3-mcp-server" },
        to: { kind: "cloudService", name: "s3.eu-west-1", cidrs },
        ports: [{ port: 443 }],
        authentication: { by: "tls" },
      },
    ]);
  });
});

describe("choices of palisade:tools", () => {
  const problems = (change: Change): readonly string[] => toolsPlan(contextWith(change)).problems.map(describeProblem);

  test("the profile's replicas", () => {
    expect(problems({})).toEqual([]);
    expect(problems({ tools: { replicas: 1 } })).toEqual([
      "palisade:tools.s3.replicas: was 1; profile prod needs at least 2; raise it to 2",
    ]);
    expect(problems({ ...LOCAL, tools: { replicas: 1 } })).toEqual([]);
  });

  test.each(["bucket,other", "bucket:a,b", "Bucket", "", "a b"])("no bucket list smuggled into one entry: %j", (bucket) => {
    expect(problems({ tools: { allowedBuckets: [bucket] } })).toEqual([
      `palisade:tools.s3.allowedBuckets: was "${bucket}"; a bucket name, or bucket:prefix without commas and blanks; write one bucket, with its prefix if it has one, per entry`,
    ]);
  });
});

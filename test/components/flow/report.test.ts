import { describe, expect, it } from "vitest";
import { tcp, workload, type FlowGraph } from "../../../components/flow/graph.ts";
import { compileNetworkPolicies } from "../../../components/flow/networkPolicy.ts";
import {
  flowReport,
  flowReportJson,
  flowReportMarkdown,
  flowReportMermaid,
  type FlowReport,
} from "../../../components/flow/report.ts";
import { edge, FACTS, GOOD, TLS, WHY } from "./graphFixture.ts";

const GRAPH: FlowGraph = {
  ...GOOD,
  flows: [
    {
      from: workload("tools/s3-mcp-server"),
      to: { kind: "externalHost", host: "api.example.com", cidrs: ["203.0.113.0/24"], why: WHY },
      ports: [tcp(443), { port: 8000, endPort: 8010 }],
      authentication: TLS,
      purpose: "fetch a|b",
    },
    edge("gateway/precinct-gateway", "data/valkey", 6380, { purpose: "session state" }),
  ],
};
const REPORT = flowReport(GRAPH, compileNetworkPolicies(GRAPH, FACTS));

describe("flowReport", () => {
  it("says who may talk to whom, on which ports, authenticated by whom", () => {
    expect(REPORT).toEqual({
      version: 1,
      trustDomain: "example.org",
      enforcedBy: "calico",
      prerequisites: [],
      flows: [
        {
          from: "gateway/precinct-gateway",
          to: "data/valkey",
          ports: ["6380/TCP"],
          authentication: "spiffe",
          exactness: "exact",
          purpose: "session state",
        },
        {
          from: "tools/s3-mcp-server",
          to: "externalHost api.example.com",
          ports: ["443/TCP", "8000-8010/TCP"],
          authentication: "tls",
          exactness: "wider",
          wider: {
            by: "every host at 203.0.113.0/24",
            reason: "NetworkPolicy cannot say host names; no narrower network is known",
          },
          purpose: "fetch a|b",
        },
      ],
    } satisfies FlowReport);
  });

  it("does not depend on the order of declaration", () => {
    const turned = { ...GRAPH, flows: GRAPH.flows.toReversed() };
    expect(flowReport(turned, compileNetworkPolicies(turned, FACTS))).toEqual(REPORT);
  });

  it("refuses policies compiled from another graph", () => {
    expect(() => flowReport(GRAPH, compileNetworkPolicies({ ...GRAPH, flows: [] }, FACTS))).toThrow(
      "the graph and its compiled policies do not belong together",
    );
  });

  it("is JSON with a line break at the end", () => {
    expect(JSON.parse(flowReportJson(REPORT))).toEqual(REPORT);
    expect(flowReportJson(REPORT).endsWith("}\n")).toBe(true);
  });

  it("is a Markdown page", () => {
    expect(flowReportMarkdown(REPORT)).toBe(
      [
        "# Flows of example.org",
        "",
        "NetworkPolicies are enforced by calico; what no row allows is denied.",
        "",
        "| from | to | ports | authenticated by | policy | purpose |",
        "|---|---|---|---|---|---|",
        "| gateway/precinct-gateway | data/valkey | 6380/TCP | spiffe | exact | session state |",
        "| tools/s3-mcp-server | externalHost api.example.com | 443/TCP, 8000-8010/TCP | tls | wider by every host at 203.0.113.0/24: NetworkPolicy cannot say host names; no narrower network is known | fetch a\\|b |",
        "",
        "```mermaid",
        "flowchart LR",
        '  n0["data/valkey"]',
        '  n1["externalHost api.example.com"]',
        '  n2["gateway/precinct-gateway"]',
        '  n3["tools/s3-mcp-server"]',
        '  n2 -->|"6380/TCP spiffe"| n0',
        '  n3 -.->|"443/TCP, 8000-8010/TCP tls"| n1',
        "```",
        "",
      ].join("\n"),
    );
  });

  it("says so where nothing enforces policies", () => {
    expect(flowReportMarkdown({ ...REPORT, enforcedBy: "none" })).toContain(
      "**Nothing enforces NetworkPolicies in this cluster: they are accepted and do nothing.**",
    );
  });

  it("says what the cluster must be set to", () => {
    const page = flowReportMarkdown({ ...REPORT, prerequisites: ["Cilium needs a setting"] });
    expect(page.split("\n").slice(2, 6)).toEqual([
      "NetworkPolicies are enforced by calico; what no row allows is denied.",
      "",
      "Cilium needs a setting.",
      "",
    ]);
  });

  it("keeps quotes and hashes out of the picture's syntax", () => {
    const [row] = REPORT.flows;
    const picture = flowReportMermaid({ ...REPORT, flows: row === undefined ? [] : [{ ...row, to: 'pods vault {app="#1"}' }] });
    expect(picture).toContain('["pods vault {app=#quot;#35;1#quot;}"]');
  });
});

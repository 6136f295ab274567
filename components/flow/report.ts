import { describeEndpoint, describePort } from "./describe.ts";
import type { Flow, FlowGraph } from "./graph.ts";
import type { CompiledNetworkPolicies } from "./networkPolicy.ts";

/** One flow as a reviewer reads it. */
export interface FlowReportRow {
  readonly from: string;
  readonly to: string;
  readonly ports: readonly string[];
  readonly authentication: Flow["authentication"]["by"];
  readonly exactness: "exact" | "wider";
  /** Of a wider flow: what is allowed beyond it, and why. */
  readonly wider?: { readonly by: string; readonly reason: string };
  readonly purpose: string;
}

/** Who may talk to whom, on which ports, authenticated by whom. */
export interface FlowReport {
  readonly version: 1;
  readonly trustDomain: string;
  /** What enforces the NetworkPolicies; `none` means that nothing does. */
  readonly enforcedBy: CompiledNetworkPolicies["enforcement"]["engine"];
  /** What the cluster must be set to for the policies to open what they say. */
  readonly prerequisites: readonly string[];
  readonly flows: readonly FlowReportRow[];
}

/** The report of a compiled graph, sorted by its ends. */
export function flowReport(graph: FlowGraph, compiled: CompiledNetworkPolicies): FlowReport {
  const rows = graph.flows.map((flow, index) => toRow(flow, compiled.exactness[index]));
  return {
    version: 1,
    trustDomain: graph.trustDomain,
    enforcedBy: compiled.enforcement.engine,
    prerequisites: compiled.prerequisites,
    flows: rows.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)),
  };
}

function toRow(flow: Flow, exactness: CompiledNetworkPolicies["exactness"][number] | undefined): FlowReportRow {
  if (exactness === undefined) throw new Error("the graph and its compiled policies do not belong together");
  return {
    from: describeEndpoint(flow.from),
    to: describeEndpoint(flow.to),
    ports: flow.ports.map(describePort),
    authentication: flow.authentication.by,
    exactness: exactness.kind,
    ...(exactness.kind === "wider" ? { wider: { by: exactness.by, reason: exactness.reason } } : {}),
    purpose: flow.purpose,
  };
}

function sortKey({ from, to, ports }: FlowReportRow): string {
  return JSON.stringify([from, to, ports]);
}

/** The report as JSON, the same bytes for the same graph. */
export function flowReportJson(report: FlowReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** The report as a Markdown page with a table and a Mermaid picture. */
export function flowReportMarkdown(report: FlowReport): string {
  const table = [
    "| from | to | ports | authenticated by | policy | purpose |",
    "|---|---|---|---|---|---|",
    ...report.flows.map((row) => `| ${markdownCells(row).map(escapeCell).join(" | ")} |`),
  ];
  const picture = ["```mermaid", flowReportMermaid(report).trimEnd(), "```"];
  const conditions = report.prerequisites.flatMap((prerequisite) => [`${prerequisite}.`, ""]);
  return [
    `# Flows of ${report.trustDomain}`,
    "",
    enforcementSentence(report),
    "",
    ...conditions,
    ...table,
    "",
    ...picture,
    "",
  ].join("\n");
}

function enforcementSentence({ enforcedBy }: FlowReport): string {
  return enforcedBy === "none"
    ? "**Nothing enforces NetworkPolicies in this cluster: they are accepted and do nothing.**"
    : `NetworkPolicies are enforced by ${enforcedBy}; what no row allows is denied.`;
}

function markdownCells(row: FlowReportRow): readonly string[] {
  const policy = row.wider === undefined ? "exact" : `wider by ${row.wider.by}: ${row.wider.reason}`;
  return [row.from, row.to, row.ports.join(", "), row.authentication, policy, row.purpose];
}

function escapeCell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

/** The report as a Mermaid flowchart: solid where the policy is exact, dotted where it is wider. */
export function flowReportMermaid(report: FlowReport): string {
  const names = [...new Set(report.flows.flatMap(({ from, to }) => [from, to]))].sort();
  const ids = new Map(names.map((name, index) => [name, `n${index}`]));
  const boxes = names.map((name) => `  ${ids.get(name)}["${escapeLabel(name)}"]`);
  const arrows = report.flows.map((row) => {
    const arrow = row.exactness === "exact" ? "-->" : "-.->";
    return `  ${ids.get(row.from)} ${arrow}|"${escapeLabel(`${row.ports.join(", ")} ${row.authentication}`)}"| ${ids.get(row.to)}`;
  });
  return ["flowchart LR", ...boxes, ...arrows, ""].join("\n");
}

/** Mermaid ends a label at a quote and reads `#` as the start of an entity. */
function escapeLabel(text: string): string {
  return text.replaceAll("#", "#35;").replaceAll('"', "#quot;");
}

import { describe, expect, it } from "vitest";
import type { Report } from "../../../policy/lib/report.ts";
import type { RuleResult } from "../../../policy/lib/verdict.ts";
import type { Preview } from "../../../tools/preview/preview.ts";
import { previewText } from "../../../tools/preview/text.ts";
import { recorded, recordWith } from "../engine/resources.ts";

const platform = { ...recorded("palisade:platform:Platform", "palisade", {}), custom: false };
const namespace = { ...recorded("kubernetes:core/v1:Namespace", "shop", {}), parent: platform.urn, protect: true };
const bucket = { ...recorded("aws:s3/bucket:Bucket", "audit", {}), retainOnDelete: true };

function result(rule: string, verdict: RuleResult["verdict"], message: string, change: Partial<RuleResult> = {}): RuleResult {
  const resource = { id: "urn", type: "kubernetes:core/v1:Pod", name: "web" };
  return { rule, verdict, severity: "high", level: "mandatory", resource, message, ...change };
}

const counts = { pass: 40, fail: 0, unknown: 0, waived: 0, notApplicable: 3 };

function report(results: readonly RuleResult[] = [], total: Partial<typeof counts> = {}): Report {
  const rules = { "host-ports": counts, pdb: counts };
  return { version: 1, profile: "prod", results, summary: { total: { ...counts, ...total }, rules } };
}

const flow = { authentication: "spiffe", exactness: "exact", purpose: "tool calls" } as const;

const small: Preview = {
  record: recordWith([platform, namespace, bucket]),
  policy: report(),
  levels: {},
  objects: [{ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } }],
  flows: { rows: [], prerequisites: [] },
  reachability: { version: 1, connections: [], groups: [], count: 0, unenforced: false, notes: [] },
  valuesToSet: [],
};

function lines(change: Partial<Preview> = {}, width?: number): readonly string[] {
  const rendered = { folder: ".palisade/rendered/prod", files: 1 };
  return previewText({ ...small, ...change }, { stack: "prod", rendered, color: false, width, today: "2026-11-21" }).split("\n");
}

/** The section under a title, up to the next empty line. */
function section(title: string, change: Partial<Preview>, width?: number): readonly string[] {
  const all = lines(change, width);
  const start = all.findIndex((line) => line === title);
  expect(start).toBeGreaterThan(-1);
  return all.slice(start + 1, all.indexOf("", start));
}

describe("the text of a preview", () => {
  it("says the verdict first and last, and the tree between", () => {
    expect(lines()).toEqual([
      "prod (profile prod) may be deployed",
      "  resources  3 declared, 1 Kubernetes object",
      "  policies   40 passed, 0 failed, 0 unknown, 0 waived, by 2 rules",
      "  flows      0 declared, 0 connections computed from the manifests",
      "  manifests  .palisade/rendered/prod (1 file)",
      "",
      "Resources",
      "  ├─ platform:Platform  palisade",
      "  │  └─ Namespace  shop  (protected)",
      "  └─ aws:s3/bucket:Bucket  audit  (retained)",
      "",
      "prod (profile prod) may be deployed",
    ]);
  });

  it("says what must be set, and where nothing enforces the policies", () => {
    const [headline, ...summary] = lines({
      valuesToSet: ["palisade:phoenixSecret", "palisade:cluster.name"],
      reachability: { ...small.reachability, unenforced: true },
    });
    expect(headline).toBe("prod (profile prod) may be deployed once 2 values are set");
    expect([summary[2], summary[4]]).toEqual([
      "  flows      0 declared, 0 connections computed from the manifests, which this cluster does not enforce",
      "  to set     palisade:phoenixSecret, palisade:cluster.name",
    ]);
    expect(lines({ valuesToSet: ["palisade:phoenixSecret"] })[0]).toBe("prod (profile prod) may be deployed once 1 value is set");
  });

  it("shows who may talk to whom in columns, and what the plug-in must do for it", () => {
    const flows = {
      rows: [
        { ...flow, from: "gateway/precinct-gateway", to: "tools/s3", ports: ["8443/TCP"] },
        {
          ...flow,
          from: "namespaces {kubernetes.io/metadata.name=agents}",
          to: "gateway/precinct-gateway",
          ports: ["9090/TCP", "53/UDP"],
          authentication: "plain" as const,
        },
      ],
      prerequisites: ["policies are enforced for packets of the node"],
    };
    expect(section("Who may talk to whom (everything else is denied)", { flows })).toEqual([
      "  gateway/precinct-gateway  ->  tools/s3                  8443/TCP          spiffe",
      "  namespace agents          ->  gateway/precinct-gateway  9090/TCP, 53/UDP  plain",
      "  needs: policies are enforced for packets of the node",
    ]);
  });

  it("keeps long ends whole, and puts flows below their source to fit a terminal", () => {
    const to = `cloudService audit store ${"a".repeat(63)} at s3.eu-central-1.amazonaws.com`;
    const flows = { rows: [{ ...flow, from: "gateway/precinct-gateway", to, ports: ["443/TCP"] }], prerequisites: [] };
    const title = "Who may talk to whom (everything else is denied)";
    expect(section(title, { flows })).toEqual([`  gateway/precinct-gateway  ->  ${to}  443/TCP  spiffe`]);
    expect(section(title, { flows: { ...flows, rows: [...flows.rows, ...flows.rows] } }, 80)).toEqual([
      "  gateway/precinct-gateway",
      "    ->  cloudService audit store aaaaaaaaaaaaaaaaaaaaaaaaaaaaa…  443/TCP  spiffe",
      "    ->  cloudService audit store aaaaaaaaaaaaaaaaaaaaaaaaaaaaa…  443/TCP  spiffe",
    ]);
  });

  it("shows what stops a deployment complete and with its remedy, by rule", () => {
    const results = [
      result("pdb", "unknown", "Deployment shop/web: replicas are not known yet"),
      result("host-ports", "fail", "Pod shop/web opens host port 80; allowed: none"),
      result("no-such-rule", "fail", "from another version of the pack"),
    ];
    const policy = report(results, { fail: 2, unknown: 1 });
    const shown = section("Findings that stop a deployment", { policy });
    expect(lines({ policy })[0]).toBe("prod (profile prod) is refused: 3 mandatory findings");
    expect(shown.filter((line) => !line.startsWith("    fix") && !line.startsWith("         "))).toEqual([
      "  host-ports (high): Containers open no ports on the node",
      "    fail  Pod shop/web opens host port 80; allowed: none",
      "  no-such-rule",
      "    fail  from another version of the pack",
      "  pdb (medium): Replicated workloads have a disruption budget",
      "    unknown  Deployment shop/web: replicas are not known yet",
    ]);
    expect(shown[2]).toMatch(/^ {4}fix: /);
  });

  it("shortens advice, which never stops anything", () => {
    const results = [1, 2, 3, 4, 5].map((number) =>
      result("pdb", "fail", `Deployment shop/web${number} has none`, { level: "advisory" }),
    );
    const policy = report(results, { fail: 5 });
    expect(lines({ policy })[0]).toBe("prod (profile prod) may be deployed");
    expect(lines({ policy })[2]).toBe("  policies   40 passed, 5 failed (advice), 0 unknown, 0 waived, by 2 rules");
    expect(section("Advice (stops nothing)", { policy }).slice(1, 5)).toEqual([
      "    fail  Deployment shop/web1 has none",
      "    fail  Deployment shop/web2 has none",
      "    fail  Deployment shop/web3 has none",
      "    and 2 findings more; --json lists all",
    ]);
  });

  it("counts what is advice among what stops a deployment", () => {
    const advice = { level: "advisory" } as const;
    const results = [result("pdb", "fail", "m"), result("pdb", "fail", "m", advice), result("pdb", "unknown", "m", advice)];
    expect(lines({ policy: report(results, { fail: 2, unknown: 1 }) })[2]).toBe(
      "  policies   40 passed, 2 failed (1 of them advice), 1 unknown (advice), 0 waived, by 2 rules",
    );
  });

  it("groups what is waived by day and ticket, and counts", () => {
    const waived = (rule: string, ticket: string, expires = "2027-02-15") =>
      result(rule, "waived", "m", { waiver: { ticket, expires, kind: "risk-accepted" } });
    const results = [waived("pdb", "OPS-2"), waived("host-ports", "OPS-1"), waived("pdb", "OPS-1"), waived("pdb", "OPS-1")];
    expect(section("Waived", { policy: report(results, { waived: 4 }) })).toEqual([
      "  until 2027-02-15 by OPS-1",
      "    host-ports, pdb ×2",
      "  until 2027-02-15 by OPS-2",
      "    pdb",
    ]);
  });

  it("says which rules configuration takes from the level of the profile", () => {
    expect(lines({ levels: { pdb: "advisory", probes: "disabled" } })[5]).toBe(
      "  levels     changed by configuration: pdb advisory, probes disabled",
    );
  });

  it("announces waivers that end soon, before what they cover stops a deployment", () => {
    const until = (expires: string) => result("pdb", "waived", "m", { waiver: { ticket: "OPS-1", expires } });
    const policy = report([until("2027-02-15"), until("2026-12-21"), until("2026-12-01")], { waived: 3 });
    expect(lines({ policy }).slice(5, 7)).toEqual([
      "  waivers    2 findings are waived for 30 days more at most, the first until 2026-12-01; fix what they cover",
      "             or renew them (palisade waivers list)",
    ]);
    expect(lines({ policy: report([until("2026-12-22")], { waived: 1 }) })[5]).toBe("");
  });

  it("lists passes when the report has them", () => {
    const policy = report([result("pdb", "pass", "Deployment shop/web")]);
    expect(section("Passed", { policy })).toEqual(["  pdb: Deployment shop/web"]);
  });

  it("refuses a secret in plain text, and names all that it could not see", () => {
    const record = {
      ...small.record,
      leaks: [{ urn: bucket.urn, path: "tags.token" }],
      opaque: [{ urn: bucket.urn, reason: "a chart without its archive" }],
      invokes: [
        { token: "aws:index/getRegion:getRegion", args: {}, answer: "unknown" as const },
        { token: "aws:index/getZone:getZone", args: {}, answer: "fixture" as const },
      ],
    };
    expect(lines({ record })[0]).toBe("prod (profile prod) is refused: 1 secret in plain text");
    expect(section("Not seen by this preview", { record })).toEqual([
      "  secret in plain text  audit: tags.token",
      "  opaque  audit: a chart without its archive",
      "  unknown answer  aws:index/getRegion:getRegion",
      "  from a fixture  aws:index/getZone:getZone",
    ]);
  });

  it("repeats warnings and errors of the program, and no more of what it printed", () => {
    const log = (severity: "info" | "warning" | "error", message: string) => ({ severity, message });
    const logs = [log("info", "hello"), log("warning", "two\n  lines"), log("error", "no region")];
    expect(section("Said by the program", { record: { ...small.record, logs } })).toEqual([
      "  warning  two lines",
      "  error  no region",
    ]);
  });

  it("has one line for what follows when somebody breaks into a workload", () => {
    const inputs = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "web", namespace: "shop" },
      spec: { hostNetwork: true, containers: [] },
    };
    const record = recordWith([recorded("kubernetes:core/v1:Pod", "web", inputs)]);
    expect(section("If somebody breaks in", { record })).toEqual([
      "  how much a workload reaches, may do and reads, and what the thief of it, its token or its node becomes;",
      "  palisade blast says how",
      "  workload       reaches  rights  cloud  secrets  itself  token  node",
      "  shop/web[Pod]  1        0       0      0        1 more  -      1 more",
    ]);
  });

  it("is coloured only when asked", () => {
    const options = { stack: "prod", rendered: { folder: "f", files: 1 }, today: "2026-11-21" };
    expect(previewText(small, { ...options, color: true })).toContain("\u001b[32mmay be deployed\u001b[39m");
    expect(previewText(small, { ...options, color: false })).not.toContain("\u001b[");
  });

  it("has no line wider than a terminal beside a diff, unless a word is", () => {
    const long = "word ".repeat(80).trim();
    const policy = report([result("pdb", "fail", long), result("pdb", "fail", "x".repeat(200))], { fail: 2 });
    expect(lines({ policy, valuesToSet: long.split(" ") }).filter((line) => line.length > 110)).toEqual([
      `    fail  ${"x".repeat(200)}`,
    ]);
  });
});

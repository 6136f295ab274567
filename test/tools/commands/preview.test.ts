import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { guarded } from "../../../policy/cli/outcome.ts";
import type { Report } from "../../../policy/lib/report.ts";
import { exitOf, preview, type PreviewOptions } from "../../../tools/commands/preview.ts";
import type { Preview } from "../../../tools/preview/preview.ts";
import { brokenProject, NEVER_SHOWN } from "../../badInput/project.ts";
import { captured } from "../../policy/cli/streams.ts";
import { recordWith } from "../engine/resources.ts";
import { expectSchema } from "./schema.ts";

const project = brokenProject({
  "package.json": '{"type": "module", "main": "index.js"}',
  "index.js": `import { Config, log } from "@pulumi/pulumi";
import { Pod } from "@pulumi/kubernetes/core/v1/pod.js";
import { getRegion } from "@pulumi/aws/getRegion.js";
const token = new Config().requireSecret("token");
await log.warn("the pod is for tests");
await getRegion();
const containers = [{ name: "web", image: "example.com/web:1", env: [{ name: "TOKEN", value: token }] }];
new Pod("web", { metadata: { name: "web", namespace: "shop" }, spec: { hostNetwork: true, containers } });
`,
  "Pulumi.dev.yaml": "config:\n  token: {secure: v1:abc}\n",
  "fixtures.yaml": `config: {token: ${NEVER_SHOWN}}\n`,
});
afterAll(() => project.remove());

async function run(options: PreviewOptions) {
  const streams = captured();
  const code = await guarded(streams, false, () => preview(options, streams));
  return { code, output: streams.output(), errors: streams.errors() };
}

describe("palisade preview", () => {
  it("prints the platform as JSON that follows the committed schema, alone on standard output", async () => {
    const { code, output, errors } = await run({ stack: "local", cwd: ".", timeout: 120, json: true });
    expect([code, errors]).toEqual([0, ""]);
    const printed = expectSchema("tools/preview/preview.schema.json", output) as {
      resources: { type: string }[];
      flows: { from: string; to: string }[];
      policy: Report;
      examples: string[];
      reachability: { unenforced: boolean };
    };
    expect(printed.resources.some(({ type }) => type === "palisade:flow:FlowPolicies")).toBe(true);
    expect(printed.flows.some(({ from, to }) => from === "gateway/precinct-gateway" && to === "tools/s3-mcp-server")).toBe(true);
    expect(printed.policy.results.filter(({ verdict }) => verdict === "fail").map(({ level }) => level)).not.toContain(
      "mandatory",
    );
    expect(printed.examples).toContain("palisade:approvalSigningKey");
    expect(printed.reachability.unenforced).toBe(true);
  });

  it("refuses a foreign program that breaks a rule, by the levels of prod, and shows no secret", async () => {
    const fixtures = join(project.folder, "fixtures.yaml");
    const { code, output, errors } = await run({ stack: "organization/shop/dev", cwd: project.folder, fixtures, timeout: 120 });
    expect([code, errors]).toEqual([1, ""]);
    const lines = output.split("\n");
    expect(lines[0]).toMatch(/^dev \(profile prod\) is refused: \d+ mandatory findings$/);
    expect(lines.at(-2)).toBe(lines[0]);
    expect(output).toContain("    fail  Pod shop/web sets hostNetwork to true; allowed: false or not set\n");
    expect(output).toContain("\nNot seen by this preview\n  unknown answer  aws:index/getRegion:getRegion\n");
    expect(output).toContain("\nSaid by the program\n  warning  the pod is for tests\n");
    const folder = join(project.folder, ".palisade/rendered/dev");
    expect(readdirSync(folder)).toEqual(["1-pod-shop-web.yaml"]);
    expect(output + readFileSync(join(folder, "1-pod-shop-web.yaml"), "utf8")).not.toContain(NEVER_SHOWN);
  });

  it("refuses waivers that are not there before anything runs", async () => {
    expect(await run({ stack: "dev", cwd: project.folder, waivers: "nowhere.yaml", timeout: 1 })).toEqual({
      code: 2,
      output: "",
      errors:
        "nowhere.yaml: no such file or folder; a readable file or folder, or - for standard input, is allowed; correct the path\n",
    });
    expect(existsSync("nowhere.yaml")).toBe(false);
  });
});

describe("the exit code of a preview", () => {
  const policy: Report = {
    version: 1,
    profile: "prod",
    results: [],
    summary: { total: { pass: 0, fail: 0, unknown: 0, waived: 0, notApplicable: 0 }, rules: {} },
  };
  const result = {
    rule: "a-rule",
    severity: "high",
    resource: { id: "urn", type: "t", name: "n" },
    message: "m",
  } as const;
  const record = recordWith([]);
  const shown = (change: { policy?: Partial<Report>; record?: Partial<Preview["record"]> }) => ({
    policy: { ...policy, ...change.policy },
    record: { ...record, ...change.record },
  });
  const finding = (verdict: "fail" | "unknown" | "waived", level: "mandatory" | "advisory") =>
    shown({ policy: { results: [{ ...result, verdict, level }] } });

  it.each<[string, ReturnType<typeof shown>, number, number]>([
    ["nothing found", shown({}), 0, 0],
    ["a mandatory rule failed", finding("fail", "mandatory"), 1, 1],
    ["a mandatory rule could not tell", finding("unknown", "mandatory"), 1, 1],
    ["a mandatory finding is waived", finding("waived", "mandatory"), 0, 0],
    ["advice", finding("fail", "advisory"), 0, 0],
    ["a secret in plain text", shown({ record: { leaks: [{ urn: "u", path: "p" }] } }), 1, 1],
    ["something opaque", shown({ record: { opaque: [{ urn: "u", reason: "r" }] } }), 0, 1],
    ["an unknown answer", shown({ record: { invokes: [{ token: "t", args: {}, answer: "unknown" }] } }), 0, 1],
    ["an answer from a fixture", shown({ record: { invokes: [{ token: "t", args: {}, answer: "fixture" }] } }), 0, 0],
  ])("%s", (_title, seen, code, complete) => {
    expect([exitOf(seen, false), exitOf(seen, true)]).toEqual([code, complete]);
  });
});

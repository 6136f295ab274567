import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, it } from "vitest";
import { runCheck, type CheckOptions } from "../../../policy/cli/check.ts";
import { guarded } from "../../../policy/cli/outcome.ts";
import type { Report } from "../../../policy/lib/report.ts";
import { captured } from "./streams.ts";

const folder = mkdtempSync(join(tmpdir(), "palisade-check-"));
afterAll(() => rmSync(folder, { recursive: true }));

const today = "2026-11-21";

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const pod = (name: string, spec = "hostNetwork: true") => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
spec:
  ${spec}
  containers:
  - name: app
    image: registry.example.com/app:1
`;

const bad = file("bad.yaml", pod("bad"));
const other = file("other.yaml", pod("other"));
const good = file("good.yaml", pod("good", "hostNetwork: false"));

async function check(options: Partial<CheckOptions>, stdin = "") {
  const streams = captured(stdin);
  const code = await guarded(streams, false, () =>
    runCheck({ filename: [bad], profile: "pss-baseline", ...options }, streams, today),
  );
  return { code, output: streams.output(), errors: streams.errors() };
}

async function report(options: Partial<CheckOptions>): Promise<Report> {
  return JSON.parse((await check({ json: true, ...options })).output) as Report;
}

describe("exit codes", () => {
  it("0 where nothing stops, 1 where something does", async () => {
    expect((await check({ filename: [good] })).code).toBe(0);
    expect((await check({ filename: [bad] })).code).toBe(1);
  });

  it("0 where everything found is advice", async () => {
    const config = file("advice.yaml", "levels: {host-namespaces: advisory}\n");
    const { code, output } = await check({ config });
    expect([code, output.split("\n")[0]]).toEqual([0, expect.stringMatching(/^FAIL host-namespaces \(advisory, /)]);
  });

  it("2 for bad input, every problem of every file at once, and nothing on standard output", async () => {
    const broken = file("broken.yaml", "a: [");
    const values = file("values.yaml", "replicas: 1");
    const { code, output, errors } = await check({ filename: [broken, bad, values, join(folder, "none.yaml")], json: true });
    expect([code, output]).toEqual([2, ""]);
    expect(errors.replaceAll(`${folder}/`, "").split("\n")).toEqual([
      "none.yaml: no such file or folder; a readable file or folder, or - for standard input, is allowed; correct the path",
      expect.stringMatching(/^broken\.yaml:1: not valid YAML: /),
      "values.yaml:1: an object without apiVersion and kind; Kubernetes objects are allowed; add apiVersion and kind as text, or leave the file out",
      "",
    ]);
  });

  it("3 for a defect of the program, with the stack only for --debug", async () => {
    const crash = () => {
      throw new Error("broken");
    };
    const [quiet, loud] = [captured(), captured()];
    expect([await guarded(quiet, false, crash), await guarded(loud, true, crash)]).toEqual([3, 3]);
    expect(quiet.errors()).toBe("internal error: broken\nrun the command again with --debug for the stack trace\n");
    expect(loud.errors()).toMatch(/^internal error: Error: broken\n {4}at /);
  });
});

describe("--json", () => {
  it("places a finding by object, path, file and line", async () => {
    const { results } = await report({});
    expect(results).toEqual([
      {
        rule: "host-namespaces",
        verdict: "fail",
        severity: "critical",
        level: "mandatory",
        resource: { id: `${bad}#0`, type: "kubernetes:v1:Pod", apiVersion: "v1", kind: "Pod", namespace: "shop", name: "bad" },
        path: "spec.hostNetwork",
        message: expect.stringContaining("Pod shop/bad") as string,
        file: bad,
        line: 7,
      },
    ]);
  });

  it("follows the committed schema, passes listed only with --passes", async () => {
    const validate = new Ajv2020({ strict: false }).compile(
      JSON.parse(readFileSync("policy/report.schema.json", "utf8")) as object,
    );
    const [without, full] = [await report({}), await report({ passes: true })];
    expect([validate(without), validate(full)]).toEqual([true, true]);
    expect(without.results.some(({ verdict }) => verdict === "pass")).toBe(false);
    expect(full.results.filter(({ verdict }) => verdict === "pass")).toHaveLength(without.summary.total.pass);
  });

  it("counts rules that do not apply", async () => {
    const namespace = file("configmap.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n");
    const { summary } = await report({ filename: [namespace] });
    expect(summary.rules["host-namespaces"]).toEqual({ pass: 0, fail: 0, unknown: 0, waived: 0, notApplicable: 1 });
  });
});

it("reads standard input", async () => {
  const { code, output } = await check({ filename: ["-"] }, pod("piped"));
  expect([code, output]).toEqual([1, expect.stringContaining("\n  -:7  Pod shop/piped")]);
});

it("prints SARIF alone", async () => {
  const { output } = await check({ sarif: true });
  expect((JSON.parse(output) as { version: string }).version).toBe("2.1.0");
});

describe("profiles", () => {
  const rulesSeen = async (options: Partial<CheckOptions>) =>
    new Set(Object.keys((await report({ filename: [good], ...options })).summary.rules));

  it("restricted includes baseline and nothing outside the Pod Security Standards but the shape of objects", async () => {
    const baseline = await rulesSeen({ profile: "pss-baseline" });
    const restricted = await rulesSeen({ profile: "pss-restricted" });
    expect([...baseline].every((rule) => restricted.has(rule))).toBe(true);
    expect([baseline.has("run-as-non-root"), restricted.has("run-as-non-root")]).toEqual([false, true]);
    expect([restricted.has("image-digest"), restricted.has("object-shape")]).toEqual([false, true]);
  });

  it("is prod where nothing is said, and what the configuration says otherwise", async () => {
    const config = file("dev.yaml", "profile: dev\n");
    const profileOf = async (options: Partial<CheckOptions>) => (await report({ profile: undefined, ...options })).profile;
    expect([await profileOf({}), await profileOf({ config }), await profileOf({ config, profile: "local" })]).toEqual([
      "prod",
      "dev",
      "local",
    ]);
  });
});

describe("waivers", () => {
  const waiver = (changes = "") =>
    `waivers:\n- {rule: host-namespaces, resource: Pod/shop/bad, owner: platform, reason: "needs the network of the node", ticket: OPS-1, expires: 2026-12-31${changes}}\n`;
  const waivers = file("waivers.yaml", waiver());

  it("accept a finding, and are used even when each file is a world of its own", async () => {
    const { code, output } = await check({ filename: [good, bad], each: true, waivers });
    expect([code, output]).toEqual([0, expect.stringContaining("[risk-accepted until 2026-12-31, OPS-1]")]);
    expect(output).not.toContain("waiver-unused");
  });

  it("do not accept another object", async () => {
    const { code, output } = await check({ filename: [other], waivers });
    expect([code, output]).toEqual([1, expect.stringContaining("FAIL waiver-unused")]);
  });

  it("of rules that the profile does not select are left alone", async () => {
    const digest = file("waivers-digest.yaml", waiver().replace("host-namespaces", "image-digest"));
    expect((await check({ filename: [good], waivers: digest })).code).toBe(0);
    expect((await check({ filename: [good], waivers: digest })).output).not.toContain("waiver-un");
  });

  it("that name stacks hold only with --stack", async () => {
    const forProd = file("waivers-prod.yaml", waiver(", stacks: [prod]"));
    expect([(await check({ waivers: forProd })).code, (await check({ waivers: forProd, stack: "prod" })).code]).toEqual([1, 0]);
  });

  it("are refused with every problem", async () => {
    const wrong = file("wrong.yaml", waiver(", approver: me").replace("OPS-1", '""'));
    const { code, errors } = await check({ waivers: wrong });
    expect([code, errors.replaceAll(`${folder}/`, "")]).toEqual([
      2,
      "wrong.yaml.waivers[0].ticket: ''; a ticket is required; correct the value\nwrong.yaml.waivers[0].approver: unknown key; only the documented keys are allowed; correct its spelling or remove it\n",
    ]);
  });
});

it("runs as a program: usage errors are bad input, JSON is alone on standard output", async () => {
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, ["policy/cli/main.ts", ...args]).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    );
  const [usage, findings] = await Promise.all([run("check"), run("check", "-f", bad, "--profile", "pss-baseline", "--json")]);
  expect([usage.code, usage.stdout]).toEqual([2, ""]);
  expect([findings.code, (JSON.parse(findings.stdout) as Report).version]).toEqual([1, 1]);
});

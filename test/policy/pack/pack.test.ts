import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../../../policy/lib/report.ts";
import {
  secretValue,
  startPack,
  UNKNOWN_STRING,
  urnOf,
  type PackProcess,
  type Registration,
  type Violation,
} from "./packProcess.ts";

function deployment(...containers: unknown[]): Registration {
  return {
    type: "kubernetes:apps/v1:Deployment",
    name: "web",
    props: {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web", namespace: "shop" },
      spec: { template: { spec: { containers } } },
    },
  };
}

const privileged = { name: "second", image: "registry.example.com/app:1", securityContext: { privileged: true } };
const release: Registration = { type: "kubernetes:helm.sh/v3:Release", name: "chart", props: { chart: "x" } };

const of = (policy: string, violations: readonly Violation[]): readonly Violation[] =>
  violations.filter((violation) => violation.policy === policy);

const folder = mkdtempSync(join(tmpdir(), "palisade-pack-"));
const resultsFile = join(folder, "results.json");

let strict: PackProcess;
let lenient: PackProcess;
let wrong: PackProcess;

beforeAll(async () => {
  [strict, lenient, wrong] = await Promise.all([startPack({ PALISADE_RESULTS: resultsFile }), startPack(), startPack()]);
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const waiver = { owner: "platform", reason: "a driver that needs the devices of the node", ticket: "OPS-1", stacks: ["test"] };
  await lenient.configure({
    palisade: {
      profile: "dev",
      levels: { "image-tag": "disabled" },
      waivers: [
        { ...waiver, rule: "no-privileged", resource: "Deployment/shop/web", expires: day(10) },
        { ...waiver, rule: "no-opaque-helm-release", resource: urnOf(release), expires: day(-1) },
        { ...waiver, rule: "host-ports", resource: "Deployment/shop/other", expires: day(10) },
      ],
    },
  });
  await wrong.configure({ palisade: { profile: "production", levels: { "no-privilege": "advisory" } } });
});

afterAll(() => {
  for (const pack of [strict, lenient, wrong]) pack.stop();
  rmSync(folder, { recursive: true });
});

it("offers two policies", async () => {
  expect(await strict.info()).toEqual({ name: "palisade", policies: ["palisade", "palisade-stack"] });
});

describe("without configuration, as in prod", () => {
  it("judges the second container after an unknown first one", async () => {
    const violations = await strict.analyze(
      deployment({ name: "first", image: UNKNOWN_STRING, securityContext: UNKNOWN_STRING }, privileged),
    );
    expect(
      of("no-privileged", violations).map(({ level, message, urn }) => [level, message.startsWith("unknown: "), urn]),
    ).toEqual([
      ["mandatory", true, urnOf(deployment())],
      ["mandatory", false, urnOf(deployment())],
    ]);
    expect(of("no-privileged", violations)[1]?.message).toContain('container "second"');
    expect(of("image-digest", violations).map(({ message }) => message.startsWith("unknown: "))).toEqual([true, false]);
  });

  it("sees through secrets", async () => {
    const violations = await strict.analyze(deployment(secretValue(privileged)));
    expect(of("no-privileged", violations)).toHaveLength(1);
    const unknownSecret = await strict.analyze(deployment(secretValue(UNKNOWN_STRING)));
    expect(of("no-privileged", unknownSecret)[0]?.message).toMatch(/^unknown: /);
  });

  it("judges custom resources, lists and patches", async () => {
    const items = [deployment(privileged).props];
    const list = { type: "kubernetes:core/v1:List", name: "all", props: { apiVersion: "v1", kind: "List", items } };
    expect(of("no-privileged", await strict.analyze(list)).map(({ urn }) => urn)).toEqual([urnOf(list)]);
    const patch = { ...deployment(privileged), type: "kubernetes:apps/v1:DeploymentPatch" };
    expect(of("no-privileged", await strict.analyze(patch))).toHaveLength(1);
  });

  it("carries level and severity of the rule", async () => {
    expect(await strict.analyze(release)).toEqual([
      {
        policy: "no-opaque-helm-release",
        message: "Release chart installs a chart whose objects no rule can see; only charts expanded into resources are allowed",
        level: "mandatory",
        severity: 3,
        urn: urnOf(release),
      },
    ]);
  });

  it("survives objects of the wrong shape", async () => {
    const violations = await strict.analyze({
      ...deployment(),
      props: { apiVersion: "apps/v1", kind: "Deployment", metadata: [], spec: [1] },
    });
    expect(of("object-shape", violations).map(({ message }) => message)).toEqual([
      "Deployment web: metadata is a list; an object is allowed",
      "Deployment web: spec is a list; an object is allowed",
    ]);
  });

  it("writes the whole report at the end, and nothing half-written beside it", async () => {
    await strict.analyzeStack([
      deployment(privileged),
      release,
      { type: "palisade:Zone", name: "zone", props: {}, component: true },
    ]);
    const report = JSON.parse(readFileSync(resultsFile, "utf8")) as Report;
    expect([report.version, report.profile]).toEqual([1, "prod"]);
    expect(report.summary.rules["no-opaque-helm-release"]).toMatchObject({ pass: 0, fail: 1, unknown: 0, waived: 0 });
    expect(report.summary.total.pass).toBeGreaterThan(0);
    expect(report.results.filter(({ verdict }) => verdict === "pass")).toEqual([]);
    expect(readdirSync(folder)).toEqual(["results.json"]);
  });
});

describe("configured for dev, with waivers", () => {
  it("shows what it cannot know yet as advice", async () => {
    const violations = await lenient.analyze(deployment({ name: "first", securityContext: UNKNOWN_STRING }));
    expect(
      of("no-privilege-escalation", violations).map(({ level, message }) => [level, message.startsWith("unknown: ")]),
    ).toEqual([["advisory", true]]);
  });

  it("does not report what is waived or disabled", async () => {
    const violations = await lenient.analyze(deployment(privileged));
    expect([of("no-privileged", violations), of("image-tag", violations)]).toEqual([[], []]);
    expect(of("host-ports", violations)).toEqual([]);
  });

  it("reports a finding whose waiver has expired", async () => {
    expect(of("no-opaque-helm-release", await lenient.analyze(release)).map(({ level }) => level)).toEqual(["mandatory"]);
  });

  it("reports expired and unused waivers at the end, on the stack", async () => {
    const violations = await lenient.analyzeStack([deployment(privileged)]);
    const hygiene = violations
      .filter(({ policy }) => policy.startsWith("waiver-"))
      .map(({ policy, level, message }) => [policy, level, message]);
    expect(hygiene).toEqual([
      [
        "waiver-expired",
        "advisory",
        expect.stringMatching(/^waiver no-opaque-helm-release for urn:.*: expired on .* \(OPS-1\); its finding counts again$/),
      ],
      ["waiver-unused", "advisory", "waiver host-ports for Deployment/shop/other: covers no finding of this run"],
    ]);
  });
});

it("stops on a configuration it cannot use, with every problem and no stack trace", async () => {
  const failure = await wrong.analyze(release).catch((error: unknown) => error);
  const { details } = failure as { details: string };
  expect(details).toContain("profile: 'production'; one of local, dev, staging, prod is allowed; correct the value\n");
  expect(details).toContain(
    "levels.no-privilege: there is no rule 'no-privilege'; names of rules are allowed; did you mean 'no-privileged'?",
  );
  expect(details.split("\n").filter((line) => /^\s+at /.test(line) && line.includes("policy/lib"))).toEqual([]);
});

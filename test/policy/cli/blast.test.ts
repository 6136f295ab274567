import { expect, it } from "vitest";
import { manifestsOf, printBlast, type BlastOptions } from "../../../policy/cli/blast.ts";
import { guarded } from "../../../policy/cli/outcome.ts";
import type { BlastReport } from "../../../policy/lib/blast/report.ts";
import { captured } from "./streams.ts";

const MANIFESTS = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {template: {metadata: {labels: {app: web}}, spec: {serviceAccountName: web, automountServiceAccountToken: false, containers: [{name: web, image: example.com/web:1}]}}}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: clean, namespace: shop}
spec: {jobTemplate: {spec: {template: {spec: {automountServiceAccountToken: false, containers: [{name: clean, image: example.com/clean:1}]}}}}}
`;

async function run(
  workload: string | undefined,
  options: BlastOptions = {},
): Promise<{ code: number; out: string; err: string }> {
  const streams = captured(MANIFESTS);
  const code = await guarded(streams, false, async () =>
    printBlast(await manifestsOf({ filename: ["-"], ...options }, streams), workload, options, streams),
  );
  return { code, out: streams.output(), err: streams.errors() };
}

it("prints a tree for every workload, or for the one that is named", async () => {
  const all = await run(undefined);
  expect([all.code, all.out.match(/^shop\/\S+/gm)]).toEqual([0, ["shop/clean[CronJob]", "shop/web[Deployment]"]]);
  const one = await run("shop/web");
  expect(one.out.split("\n").slice(0, 2)).toEqual([
    "shop/web[Deployment]",
    "├─ ServiceAccount shop/web, whose token its pods do not hold",
  ]);
  expect(one.out).not.toContain("shop/clean[CronJob]\n├");
});

it("prints one line for each workload with --lines", async () => {
  expect((await run(undefined, { lines: true })).out.split("\n")).toEqual([
    "workload              reaches  rights  cloud  secrets  itself  token",
    "shop/clean[CronJob]   3        0       0      0        -       -",
    "shop/web[Deployment]  3        0       0      0        -       -",
    "node (the same for all): 1 more",
    "",
  ]);
});

it("prints JSON with the version of its shape", async () => {
  const { out } = await run("shop/web[Deployment]", { json: true });
  const report = JSON.parse(out) as BlastReport;
  expect([report.version, report.workloads.map(({ id }) => id)]).toEqual([1, ["shop/web[Deployment]"]]);
});

it("says which workloads there are when it is asked for another one", async () => {
  expect(await run("shop/api")).toEqual({
    code: 2,
    out: "",
    err: "workload: there is no workload 'shop/api'; shop/clean[CronJob], shop/web[Deployment] are allowed; run without it to see all workloads\n",
  });
});

it("needs manifests", async () => {
  const streams = captured();
  expect(await guarded(streams, false, async () => printBlast(await manifestsOf({}, streams), undefined, {}, streams))).toBe(2);
  expect(streams.errors()).toBe("-f: nothing; files, folders or - are allowed; name the manifests to read\n");
});

import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeProblem } from "../../../components/shared/problem.ts";
import { preflight, pulumiProblems } from "../../../tools/cluster/preflight.ts";
import { checkStack } from "../../../tools/commands/stackPlan.ts";

const DAY = "2026-11-21";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "palisade-preflight-"));
  for (const name of ["node_modules", "components", "index.ts", "Pulumi.yaml", "Pulumi.prod.yaml", "Pulumi.staging.yaml"])
    symlinkSync(resolve(name), join(folder, name));
  writeFileSync(join(folder, "Pulumi.broken.yaml"), "config:\n  palisade:profile: prood\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function refused(stack: string, day = DAY): Promise<readonly string[]> {
  const { problems } = await preflight(folder, checkStack(folder, stack, DAY), day);
  return problems.map(describeProblem);
}

describe("before a deployment", () => {
  it("says of each missing program how to get it", () => {
    expect(pulumiProblems("/nowhere").map(({ path, given }) => `${path} ${given}`)).toEqual([
      "pulumi is not on PATH",
      "pulumi-language-nodejs is not on PATH",
    ]);
  });

  it("says first that the stack does not exist, and which one was probably meant", async () => {
    expect((await refused("prd"))[0]).toBe(
      "stack prd: Pulumi.prd.yaml not found; broken, prod, staging; did you mean prod? Otherwise name a stack that exists, or create its file",
    );
  });

  it("says what is wrong with the stack file before anything else", async () => {
    expect((await refused("broken"))[0]).toContain("palisade:profile");
  });

  it("says every example value, every missing secret and where the state may not be, all at once", async () => {
    const problems = await refused("prod");
    const paths = problems.map((problem) => problem.slice(0, problem.indexOf(": ", "prod: ".length)));
    expect(paths).toEqual(
      expect.arrayContaining(["prod: palisade:cloud.accountId", "prod: palisade:approvalSigningKey", "prod: PULUMI_BACKEND_URL"]),
    );
  });

  it("asks no cloud about an account that is an example", async () => {
    const unreachable = { login: "http://127.0.0.1:2", management: "http://127.0.0.1:2" };
    const endpoints = {
      aws: () => {
        throw new Error("AWS was asked");
      },
      gcp: { projects: "http://127.0.0.1:2", clusters: "http://127.0.0.1:2" },
      azure: unreachable,
      onCloudMachine: () => Promise.resolve(false),
    };
    const { unverified } = await preflight(folder, checkStack(folder, "prod", DAY), DAY, endpoints);
    expect(unverified).toEqual([]);
  });

  it("[G-02] refuses a version whose support has ended, by the day that it is told", async () => {
    const ended = "staging: palisade:cluster.kubernetesVersion: standard support of 1.36 on EKS ended on 2027-08-02";
    const saysSo = (problems: readonly string[]): boolean => problems.some((problem) => problem.startsWith(ended));
    expect([saysSo(await refused("staging")), saysSo(await refused("staging", "2027-08-03"))]).toEqual([false, true]);
  });
});

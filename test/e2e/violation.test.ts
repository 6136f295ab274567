/** A hardening rule that is broken stops a deployment before the cluster sees anything of it. */
import { beforeAll, describe, expect, it } from "vitest";
import { simulatedNodes } from "../../tools/cluster/spec.ts";
import { sandbox } from "./support/sandbox.ts";
import { configure, pulumi, smallProgram, type StackRun } from "./support/stackRun.ts";

describe("a mandatory violation", () => {
  const box = sandbox(simulatedNodes(1));
  let run: StackRun;

  beforeAll(async () => {
    run = await smallProgram(box, "small");
    await configure(run, ["small:privileged"], "true");
  });

  it("fails the preview and names the rule, the resource and the field", async () => {
    const { code, stdout } = await pulumi(run, "preview", ...run.packArguments);
    expect(code).not.toBe(0);
    expect(stdout).toMatch(/\[mandatory\].*no-privileged.*kubernetes:core\/v1:Pod: bad/);
  });

  it("stops an update in its preview: not even the namespace is made", async () => {
    const { code } = await pulumi(run, "up --yes", ...run.packArguments);
    expect(code).not.toBe(0);
    expect(await box.api.find("/api/v1/namespaces/small")).toBeUndefined();
  });

  it("stops the violating resource even when somebody leaves the preview out", async () => {
    const { code } = await pulumi(run, "up --yes --skip-preview", ...run.packArguments);
    expect(code).not.toBe(0);
    expect(await box.api.find("/api/v1/namespaces/small/pods/bad")).toBeUndefined();
  });

  it("is gone with the field", async () => {
    await configure(run, ["small:privileged"], "false");
    const { code, stdout } = await pulumi(run, "up --yes", ...run.packArguments);
    expect(code, stdout).toBe(0);
    expect(await box.api.find("/apis/apps/v1/namespaces/small/deployments/app")).toBeDefined();
  });
});

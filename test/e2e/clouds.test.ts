/** The other shipped stacks come up as well: the same engine and API server, the cluster made by a simulated cloud. */
import { beforeAll, describe, expect, it } from "vitest";
import { runPreview } from "../../tools/engine/preview.ts";
import type { PreviewRecord } from "../../tools/engine/record.ts";
import { CILIUM_CRDS } from "./support/ciliumDefinitions.ts";
import { declaredOffline, differencesOf, registeredByEngine } from "./support/compare.ts";
import { drainEach, podsThatWait } from "./support/drain.ts";
import { applyObjects } from "./support/manifests.ts";
import { nodesOf } from "./support/nodes.ts";
import { sandbox } from "./support/sandbox.ts";
import { exportedState, projectStack, pulumi, type StackRun } from "./support/stackRun.ts";

describe.each(["staging", "prod-gke", "prod-aks"])("the stack %s", (stack) => {
  const box = sandbox(nodesOf(stack));
  let run: StackRun;
  let offline: PreviewRecord;

  beforeAll(async () => {
    // A cluster with Cilium brings them.
    await applyObjects(box.api, CILIUM_CRDS);
    run = await projectStack(box, stack);
    const result = await runPreview({ cwd: run.cwd, stack });
    if ("error" in result) throw new Error(result.error.message);
    offline = result.record;
  });

  it("previews and comes up with the policy pack", async () => {
    const { code, stdout } = await pulumi(run, "up --yes", ...run.packArguments);
    expect(code, stdout).toBe(0);
    expect(stdout).toContain(`+ ${offline.resources.length} to create`);
    expect(stdout).toContain(`+ ${offline.resources.length} created`);
  });

  it("registers what the offline preview declared, resource by resource", async () => {
    const state = await exportedState(run, "--show-secrets");
    expect(differencesOf(declaredOffline(offline), registeredByEngine(state))).toEqual([]);
  });

  it("runs all its pods on the nodes it asks for, also while any one of them is drained", async () => {
    expect(await podsThatWait(box.api)).toEqual([]);
    const { moved, waiting } = await drainEach(box.api, box.cluster.nodes);
    expect(waiting).toEqual([]);
    expect(moved).toBeGreaterThanOrEqual(5);
  });

  it("does not change when it is deployed again", async () => {
    const { code, stdout } = await pulumi(run, "up --yes --skip-preview --expect-no-changes");
    expect(code, stdout).toBe(0);
  });
});

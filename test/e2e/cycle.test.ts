/** The life of stacks on the real engine and a real API server: the shipped one, and the profiles dev and staging on a cluster that is there. */
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runPreview } from "../../tools/engine/preview.ts";
import type { PreviewRecord } from "../../tools/engine/record.ts";
import { simulatedNodes } from "../../tools/cluster/spec.ts";
import { changedResources, declaredOffline, differencesOf, registeredByEngine, witnessed } from "./support/compare.ts";
import { drain, podsThatWait, uncordon } from "./support/drain.ts";
import { sandbox } from "./support/sandbox.ts";
import {
  configure,
  exportedState,
  plannedSteps,
  projectView,
  pulumi,
  pulumiWith,
  projectStack,
  type StackRun,
} from "./support/stackRun.ts";

const STACKS = [
  { stack: "local", nodes: 1 },
  { stack: "dev", nodes: 3 },
  { stack: "staging", nodes: 3 },
] as const;

const WITNESS = resolve("test/e2e/packs/witness");
const WITNESS_ARGUMENTS = ["--policy-pack", WITNESS, "--policy-pack-config", join(WITNESS, "config.json")];

describe.each(STACKS)("the stack $stack", ({ stack, nodes }) => {
  const box = sandbox(simulatedNodes(nodes));
  let run: StackRun;
  let offline: PreviewRecord;

  const witnessFile = (engine: string): string => join(box.folder, `witness-${engine}.jsonl`);

  async function previewOffline(witness: string): Promise<PreviewRecord> {
    const result = await runPreview({
      cwd: await projectView(box, stack, run.file),
      stack,
      policyPacks: [{ path: WITNESS }],
      env: { WITNESS_FILE: witness },
    });
    if ("error" in result) throw new Error(result.error.message);
    return result.record;
  }

  beforeAll(async () => {
    run = await projectStack(box, stack);
    offline = await previewOffline(witnessFile("offline"));
  });

  it("previews with the policy pack", async () => {
    const env = { WITNESS_FILE: witnessFile("real") };
    const { code, stdout, stderr } = await pulumiWith(run, { env }, "preview", ...run.packArguments, ...WITNESS_ARGUMENTS);
    expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`+ ${offline.resources.length} to create`);
  });

  it("gives policies what the offline engine gives them", async () => {
    const [real, ours] = [await readFile(witnessFile("real"), "utf8"), await readFile(witnessFile("offline"), "utf8")];
    expect(differencesOf(witnessed(ours), witnessed(real))).toEqual([]);
  });

  it("comes up", async () => {
    const { code, stdout } = await pulumi(run, "up --yes --skip-preview", ...run.packArguments);
    expect(code, stdout).toBe(0);
    expect(stdout).toContain(`+ ${offline.resources.length} created`);
  });

  it("registers what the offline preview declared, resource by resource", async () => {
    const state = await exportedState(run, "--show-secrets");
    expect(differencesOf(declaredOffline(offline), registeredByEngine(state))).toEqual([]);
  });

  it("keeps no secret in plain text in its state", async () => {
    const open = await exportedState(run, "--show-secrets");
    const secrets = [...JSON.stringify(open).matchAll(/aA1[0-9a-f]{48}/g)].map(([text]) => text);
    expect(secrets.length).toBeGreaterThan(0);
    const closed = JSON.stringify(await exportedState(run));
    expect(secrets.filter((text) => closed.includes(text))).toEqual([]);
  });

  it("does not change when it is deployed again", async () => {
    const { code, stdout } = await pulumi(run, "up --yes --skip-preview --expect-no-changes", ...run.packArguments);
    expect(code, stdout).toBe(0);
  });

  it("has no drift", async () => {
    const { code, stdout } = await pulumi(run, "refresh --yes --skip-preview --expect-no-changes", "--diff");
    expect(code, stdout).toBe(0);
  });

  it.runIf(nodes > 1)("runs all its pods on the other nodes when any one of them is drained", async () => {
    let moved = 0;
    for (const { name } of box.cluster.nodes) {
      moved += await drain(box.api, name);
      expect(await podsThatWait(box.api, name), name).toEqual([]);
      await uncordon(box.api, name);
    }
    expect(moved).toBeGreaterThan(5);
  });

  it("changes where one field changes, and nowhere else", async () => {
    await configure(run, ["palisade:observability", "collectorReplicas"], 3);
    const expected = changedResources(offline, await previewOffline(witnessFile("changed")));
    expect(expected).toContain("update observability-otel-collector-deployment");
    expect(await plannedSteps(run)).toEqual(expected);
    const { code, stdout } = await pulumi(run, "up --yes --skip-preview", ...run.packArguments);
    expect(code, stdout).toBe(0);
  });

  it("is not destroyed while something in it is protected, and says what", async () => {
    const { code, stdout } = await pulumi(run, "destroy --yes --skip-preview");
    const protectedOnes = offline.resources.filter((resource) => resource.custom && resource.protect);
    expect(protectedOnes.length).toBeGreaterThan(0);
    expect(code).not.toBe(0);
    expect(protectedOnes.filter(({ urn }) => stdout.includes(urn)).length).toBeGreaterThan(0);
  });

  it("is gone after its protection is lifted, but for what is retained", async () => {
    expect(
      (await pulumi({ ...run, arguments: ["--stack", stack], cwd: join(run.file, "..") }, "state unprotect --all --yes")).code,
    ).toBe(0);
    const { code, stdout } = await pulumi(run, "destroy --yes --skip-preview");
    expect(code, stdout).toBe(0);
    expect((await exportedState(run)).deployment.resources ?? []).toEqual([]);
    const retained = await box.api.call<{ items: readonly { metadata: { name: string } }[] }>(
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
    );
    const declared = offline.resources.filter((resource) => resource.custom && resource.retainOnDelete);
    expect(retained.items).toHaveLength(declared.filter(({ type }) => type.endsWith(":CustomResourceDefinition")).length);
  });
});

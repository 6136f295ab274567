/** The life of shipped stacks on the real engine and a real API server; their clouds are simulated. */
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runPreview } from "../../tools/engine/preview.ts";
import type { PreviewRecord } from "../../tools/engine/record.ts";
import { statefulResources } from "../../tools/cluster/pulumi/state.ts";
import {
  changedResources,
  declaredOffline,
  differencesOf,
  registeredByEngine,
  witnessed,
  withOpenUnknowns,
} from "./support/compare.ts";
import { drainEach, podsThatWait } from "./support/drain.ts";
import { nodesOf } from "./support/nodes.ts";
import { sandbox } from "./support/sandbox.ts";
import {
  configure,
  exportedState,
  palisade,
  pulumi,
  pulumiWith,
  projectStack,
  stepsOf,
  type StackRun,
} from "./support/stackRun.ts";
import { SimulatedCloud } from "./standins/cloud/simulatedCloud.ts";

const WITNESS = resolve("test/e2e/packs/witness");
const WITNESS_ARGUMENTS = ["--policy-pack", WITNESS, "--policy-pack-config", join(WITNESS, "config.json")];

describe.each(["local", "dev", "prod"])("the stack %s", (stack) => {
  const box = sandbox(nodesOf(stack));
  let run: StackRun;
  let offline: PreviewRecord;
  let unanswered: readonly string[] = [];

  const witnessFile = (engine: string): string => join(box.folder, `witness-${engine}.jsonl`);

  async function previewOffline(witness: string): Promise<PreviewRecord> {
    const result = await runPreview({
      cwd: run.cwd,
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
    const different = differencesOf(witnessed(ours), witnessed(real));
    // Of a cluster that is not there yet, stack policies of the real engine see no object.
    unanswered = different.filter((line) => stack !== "local" && /^stack .*(\$kubernetes:|platform:SpireCrds::)/.test(line));
    expect(different.filter((line) => !unanswered.includes(line))).toEqual([]);
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

  it("does not change when it is deployed again", async () => {
    const env = { WITNESS_FILE: witnessFile("again") };
    const up = "up --yes --skip-preview --expect-no-changes";
    const { code, stdout } = await pulumiWith(run, { env }, up, ...WITNESS_ARGUMENTS);
    expect(code, stdout).toBe(0);
  });

  it("gives policies of its objects what the offline engine gives them, now that the cluster is there", async () => {
    const [real, ours] = [await readFile(witnessFile("again"), "utf8"), await readFile(witnessFile("offline"), "utf8")];
    const keyOf = (line: string): string => line.slice(0, line.indexOf(": "));
    const late = new Set(unanswered.map(keyOf));
    const different = differencesOf(withOpenUnknowns(witnessed(ours)), witnessed(real));
    expect(different.filter((line) => late.has(keyOf(line)))).toEqual([]);
  });

  it("has no drift", async () => {
    const { code, stdout } = await pulumi(run, "refresh --yes --skip-preview --expect-no-changes", "--diff");
    expect(code, stdout).toBe(0);
  });

  it("runs all its pods on the nodes it asks for, also while any one of them is drained", async () => {
    expect(await podsThatWait(box.api)).toEqual([]);
    // On one node there is nowhere to go.
    const several = box.cluster.nodes.length > 1;
    const { moved, waiting } = await drainEach(box.api, several ? box.cluster.nodes : []);
    expect(waiting).toEqual([]);
    expect(moved).toBeGreaterThanOrEqual(several ? 5 : 0);
  });

  it("changes where one field changes, and nowhere else", async () => {
    await configure(run, ["palisade:observability", "collectorReplicas"], 3);
    const expected = changedResources(offline, await previewOffline(witnessFile("changed")));
    expect(expected).toContain("update observability-otel-collector-deployment");
    const { code, stdout } = await pulumi(run, "up --yes --skip-preview --json");
    expect(code, stdout).toBe(0);
    expect(stepsOf(stdout)).toEqual(expected);
  });

  it("keeps no secret in plain text in its state, its logs and its diffs", async () => {
    const open = await exportedState(run, "--show-secrets");
    const secrets = [...new Set(JSON.stringify(open).match(/aA1[0-9a-f]{48}/g))];
    expect(secrets.length).toBeGreaterThan(0);
    const closed = JSON.stringify(await exportedState(run));
    const logs = [...run.printed, await readFile(box.cluster.files.auditLog, "utf8")].join("\n");
    const forms = secrets.flatMap((text) => [text, Buffer.from(text).toString("base64")]);
    expect(forms.filter((text) => closed.includes(text) || logs.includes(text))).toEqual([]);
  });

  it("is not destroyed while something in it is protected, and says what", async () => {
    const before = await exportedState(run);
    const { protectedOnes } = statefulResources(JSON.stringify(before));
    expect(protectedOnes.length).toBeGreaterThan(0);
    const refused = await palisade(run, "down", "--stack", stack, "--yes");
    expect(refused.code).toBe(1);
    expect(protectedOnes.filter(({ id }) => !refused.stderr.includes(id))).toEqual([]);
    expect((await exportedState(run)).deployment.resources).toHaveLength(before.deployment.resources?.length ?? 0);
    // The engine by itself keeps what is protected, names some of it, and deletes the rest.
    const byEngine = await pulumi(run, "destroy --yes --skip-preview");
    expect(byEngine.code).not.toBe(0);
    expect(protectedOnes.filter(({ urn }) => byEngine.stdout.includes(urn)).length).toBeGreaterThan(0);
    const kept = (await exportedState(run)).deployment.resources ?? [];
    expect(protectedOnes.filter(({ urn }) => !kept.some((resource) => resource.urn === urn))).toEqual([]);
  });

  it("is gone after its protection is lifted, but for what is retained", async () => {
    const declared = offline.resources.filter((resource) => resource.custom && resource.retainOnDelete);
    const lifted = await palisade(run, "unprotect", stack, "--yes");
    expect(lifted.code, lifted.stderr).toBe(0);
    expect(lifted.stdout).toContain(`${declared.length} retained`);
    const { code, stdout, stderr } = await palisade(run, "down", "--stack", stack, "--yes");
    expect(code, stdout + stderr).toBe(0);
    expect((await exportedState(run)).deployment.resources ?? []).toEqual([]);
    // What ends with the cluster that holds it is never deleted by itself, and the simulated cloud does not know.
    const left = offline.resources.filter(({ retainOnDelete, deletedWith }) => retainOnDelete || deletedWith !== undefined);
    const inCluster = (type: string): boolean => type.startsWith("kubernetes:");
    expect(await new SimulatedCloud(join(box.folder, "cloud")).list()).toEqual(
      left.flatMap(({ type, urn }) => (inCluster(type) ? [] : [urn])).sort(),
    );
    const { items } = await box.api.call<{ items: readonly unknown[] }>(
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
    );
    expect(items).toHaveLength(declared.filter(({ type }) => type.endsWith(":CustomResourceDefinition")).length);
    expect(await ownNamespaces()).toEqual([]);
  });

  /** Without those of Kubernetes itself. */
  async function ownNamespaces(): Promise<readonly string[]> {
    const { items } = await box.api.call<{ items: readonly { metadata: { name: string } }[] }>("/api/v1/namespaces");
    return items.flatMap(({ metadata: { name } }) => (/^(default|kube-.*)$/.test(name) ? [] : [name]));
  }
});

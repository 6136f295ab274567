/**
 * States of released versions, deployed over by the program as it is now: nothing that holds data is replaced or deleted.
 * `RECORD_STATE=v0.2.0 npm run e2e -- upgrade` adds the state of the version that is checked out.
 */
import { existsSync, readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { succeeded } from "../../tools/cluster/pulumi/embeddedStack.ts";
import { runPulumi } from "../../tools/cluster/pulumi/run.ts";
import { simulatedNodes } from "../../tools/cluster/spec.ts";
import { redactedState, restoredState } from "./support/recordedState.ts";
import { sandbox } from "./support/sandbox.ts";
import { exportedState, pulumi, projectStack } from "./support/stackRun.ts";

const STATES = resolve("test/e2e/states");
const VERSION = process.env["RECORD_STATE"];
const STACK = "local";

/** Replacing one of these loses data, or everything inside it. */
const LASTING =
  /:(Namespace|PersistentVolumeClaim|StatefulSet|CustomResourceDefinition|Cluster|ManagedCluster|Bucket|Key)::|pulumi:providers:/;

describe.runIf(VERSION !== undefined)("the state of this version", () => {
  const box = sandbox(simulatedNodes(1));

  it("is recorded without its secrets", async () => {
    const run = await projectStack(box, STACK);
    succeeded(await pulumi(run, "up --yes --skip-preview"));
    const state = redactedState(await exportedState(run, "--show-secrets"), box.folder);
    await writeFile(join(STATES, `${VERSION ?? ""}.json`), `${JSON.stringify(state)}\n`);
  });
});

const versions = existsSync(STATES) ? readdirSync(STATES).map((name) => name.replace(/\.json$/, "")) : [];

describe.runIf(VERSION === undefined && versions.length > 0)("an upgrade", () => {
  const box = sandbox(simulatedNodes(1));

  it.each(versions)("from %s replaces nothing that holds data", async (version) => {
    const run = await projectStack(box, STACK);
    const file = join(box.folder, `${version}.json`);
    const recorded = await readFile(join(STATES, `${version}.json`), "utf8");
    await writeFile(file, restoredState(recorded, box.folder, await readFile(run.file, "utf8")));
    succeeded(await runPulumi(run.home, ["stack", "import", "--stack", STACK, "--file", file], { cwd: join(run.file, "..") }));
    const { stdout } = succeeded(await pulumi(run, "preview", "--json"));
    const { steps } = JSON.parse(stdout) as { steps: readonly { op: string; urn: string }[] };
    // The policy bundle is signed anew, so that something changes in any case.
    expect(steps).not.toEqual([]);
    const lost = steps.filter(({ op, urn }) => /replace|delete/.test(op) && LASTING.test(urn));
    expect(lost.map(({ op, urn }) => `${op} ${urn}`)).toEqual([]);
  });
});

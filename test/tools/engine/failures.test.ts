import { describe, expect, it } from "vitest";

import type { ProgramError } from "../../../tools/engine/preview.ts";
import { errorOf } from "./runs.ts";

/** One file of `programs/broken` each; two at a time, as there are two cores to expect. */
async function failuresOf<Name extends string>(names: readonly Name[]): Promise<Record<Name, Omit<ProgramError, "stack">>> {
  const found: Partial<Record<Name, ProgramError>> = {};
  const queue = [...names];
  const work = async (): Promise<void> => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      found[name] = await errorOf("broken", { env: { CASE: name } });
    }
  };
  await Promise.all([work(), work()]);
  return found as Record<Name, ProgramError>;
}

describe("a program that fails", () => {
  it("gives one message with the place in the user's code", async () => {
    const failures = await failuresOf([
      "syntax",
      "notErasable",
      "throws",
      "rejected",
      "insideApply",
      "missingConfig",
      "missingModule",
      "missingAsset",
      "exits",
    ]);
    expect(failures.syntax).toMatchObject({
      kind: "program",
      message: "SyntaxError: Expression expected",
      source: "syntax.ts:3",
    });
    expect(failures.notErasable).toMatchObject({
      message: "SyntaxError: TypeScript enum is not supported in strip-only mode",
      source: "notErasable.ts:3",
      advice: "only erasable TypeScript can run without a build: no enum, namespace or parameter property",
    });
    expect(failures.throws).toMatchObject({ message: "size must be at most 3", source: "throws.ts:5:11" });
    expect(failures.rejected).toMatchObject({ message: "TypeError: cannot load the list", source: "rejected.ts:5:9" });
    expect(failures.insideApply).toMatchObject({ message: "cannot use text", source: "insideApply.ts:4:9" });
    expect(failures.missingConfig).toMatchObject({
      message: "Missing required configuration variable 'broken:region'",
      source: "missingConfig.ts:4:30",
      advice: "add the key to the stack's file, or give it a default in Pulumi.yaml",
    });
    expect(failures.missingModule).toMatchObject({
      message: "Cannot find package '@pulumi/does-not-exist' imported from missingModule.ts",
      advice: "install the project's packages (npm ci), or correct the import",
    });
    expect(failures.missingAsset).toMatchObject({
      message:
        "failed to register new resource home [test:web:Page]: failed to read asset './not-there.html': no such file or folder",
      source: "missingAsset.ts:5:5",
    });
    expect(failures.exits).toMatchObject({ message: "the program failed without a message (exit code 3)", source: undefined });
  });

  it("is refused two resources with one name", async () => {
    const urn = "urn:pulumi:dev::broken::kubernetes:core/v1:ConfigMap::same";
    expect(await errorOf("broken", { env: { CASE: "duplicate" } })).toMatchObject({
      kind: "program",
      message: `failed to register new resource same [kubernetes:core/v1:ConfigMap]: Duplicate resource URN '${urn}'; try giving it a unique name; first declared at duplicate.ts:4`,
      source: "duplicate.ts:4:10",
      advice: "give one of the two resources another name",
    });
  });

  it("is told which registrations waited when it ends too early", async () => {
    expect(await errorOf("broken", { env: { CASE: "neverResolves" } })).toMatchObject({
      kind: "program",
      message:
        'The Pulumi runtime detected that the program exited before the following resource registrations could complete: * "waits" [kubernetes:core/v1:ConfigMap] was waiting for the value of its input property "data"',
      source: "neverResolves.ts:5:1",
      advice: "look for a promise or output that never resolves, or for two resources that wait for each other",
    });
  });

  it("is stopped when it does not end, and told what waited", async () => {
    const [waiting, looping] = await Promise.all([
      errorOf("broken", { env: { CASE: "neverEnds" }, timeoutSeconds: 12 }),
      errorOf("broken", { env: { CASE: "infiniteLoop" }, timeoutSeconds: 2 }),
    ]);
    expect(waiting).toEqual({
      kind: "timeout",
      message:
        "the program did not end within 12 s and was stopped; still waiting: waits (kubernetes:core/v1:ConfigMap) for its input data",
      advice:
        "look for a promise that never resolves, a loop, or something that keeps Node.js running (a timer, a server, an open connection); the last registration was urn:pulumi:dev::broken::kubernetes:core/v1:ConfigMap::first",
    });
    expect(looping).toMatchObject({ kind: "timeout", message: "the program did not end within 2 s and was stopped" });
  });
});

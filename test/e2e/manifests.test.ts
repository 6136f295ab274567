/** Every object of every shipped stack is one that the API server takes, with no field that it does not know. */
import { describe, expect, it } from "vitest";
import { simulatedNodes } from "../../tools/cluster/spec.ts";
import { applyObjects, NEEDED_FIRST, refusalOf, renderedObjects } from "./support/manifests.ts";
import { sandbox } from "./support/sandbox.ts";

describe("a strict server-side dry run", () => {
  const box = sandbox(simulatedNodes(1));

  it.each(["local", "dev", "staging", "prod"])("takes every object of %s", async (stack) => {
    const objects = await renderedObjects(stack);
    expect(objects.length).toBeGreaterThan(100);
    const [first, rest] = [
      objects.filter(({ kind }) => NEEDED_FIRST.has(kind)),
      objects.filter(({ kind }) => !NEEDED_FIRST.has(kind)),
    ];
    await applyObjects(box.api, first);
    const refusals: string[] = [];
    for (const object of rest) {
      const refusal = await refusalOf(box.api, object);
      if (refusal !== undefined)
        refusals.push(`${object.kind} ${object.metadata.namespace ?? ""}/${object.metadata.name}: ${refusal}`);
    }
    expect(refusals).toEqual([]);
  });

  it("refuses a field that nobody knows, so that the test above means something", async () => {
    const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "typo", namespace: "default" }, dat: { a: "b" } };
    expect(await refusalOf(box.api, object)).toContain(".dat: field not declared in schema");
  });
});

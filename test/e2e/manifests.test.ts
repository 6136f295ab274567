/** Every object of every shipped stack is one that the API server takes, with no field that it does not know. */
import { describe, expect, it } from "vitest";
import { simulatedNodes } from "../../tools/cluster/spec.ts";
import { stackNames } from "../../tools/commands/stackPlan.ts";
import { CILIUM_CRDS } from "./support/ciliumDefinitions.ts";
import { applyObjects, NEEDED_FIRST, refusalOf, renderedObjects } from "./support/manifests.ts";
import { sandbox } from "./support/sandbox.ts";

describe("a strict server-side dry run", () => {
  const box = sandbox(simulatedNodes(1));

  it.each(stackNames("."))("takes every object of %s", async (stack) => {
    const objects = await renderedObjects(stack);
    expect(objects.length).toBeGreaterThan(100);
    const [first, rest] = [
      objects.filter(({ kind }) => NEEDED_FIRST.has(kind)),
      objects.filter(({ kind }) => !NEEDED_FIRST.has(kind)),
    ];
    await applyObjects(box.api, [...CILIUM_CRDS, ...first]);
    const refusals = await Promise.all(
      rest.map(async (object) => {
        const refusal = await refusalOf(box.api, object);
        return refusal === undefined
          ? []
          : [`${object.kind} ${object.metadata.namespace ?? ""}/${object.metadata.name}: ${refusal}`];
      }),
    );
    expect(refusals.flat()).toEqual([]);
  });

  it("refuses a field that nobody knows, so that the test above means something", async () => {
    const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "typo", namespace: "default" }, dat: { a: "b" } };
    expect(await refusalOf(box.api, object)).toContain(".dat: field not declared in schema");
  });
});

/** Every object of every shipped stack is one that the API server takes, with no field that it does not know. */
import { describe, expect, it } from "vitest";
import { simulatedNodes } from "../../tools/cluster/spec.ts";
import { stackNames } from "../../tools/commands/stackPlan.ts";
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

/**
 * Cilium brings its own definitions. These are written from what it documents of the fields that this project uses, and
 * refuse any other: https://docs.cilium.io/en/stable/security/policy/language/
 */
const SELECTOR = {
  type: "object",
  properties: { matchLabels: { type: "object", additionalProperties: { type: "string" } } },
};
const PORT_RULE = {
  type: "object",
  properties: {
    ports: {
      type: "array",
      items: {
        type: "object",
        required: ["port"],
        properties: {
          port: { type: "string" },
          endPort: { type: "integer" },
          protocol: { type: "string", enum: ["TCP", "UDP", "SCTP", "ANY"] },
        },
      },
    },
  },
};
const ENTITIES = {
  type: "array",
  items: { type: "string", enum: ["host", "remote-node", "kube-apiserver", "cluster", "world"] },
};
const rules = (direction: "toEntities" | "fromEntities"): object => ({
  type: "array",
  items: { type: "object", properties: { [direction]: ENTITIES, toPorts: { type: "array", items: PORT_RULE } } },
});

const CILIUM_CRDS = [
  ["CiliumNetworkPolicy", "ciliumnetworkpolicies", "Namespaced"],
  ["CiliumClusterwideNetworkPolicy", "ciliumclusterwidenetworkpolicies", "Cluster"],
].map(([kind = "", plural = "", scope = ""]) => ({
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: `${plural}.cilium.io` },
  spec: {
    group: "cilium.io",
    scope,
    names: { kind, plural, singular: kind.toLowerCase() },
    versions: [
      {
        name: "v2",
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: "object",
            properties: {
              spec: {
                type: "object",
                required: ["endpointSelector"],
                properties: { endpointSelector: SELECTOR, egress: rules("toEntities"), ingress: rules("fromEntities") },
              },
            },
          },
        },
      },
    ],
  },
}));

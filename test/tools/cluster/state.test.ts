import { describe, expect, it } from "vitest";
import { statefulResources } from "../../../tools/cluster/pulumi/state.ts";

describe("an exported state", () => {
  it("tells what is protected and what would stay behind, components left out", () => {
    const crd = { urn: "urn:a", type: "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition", id: "a.b" };
    const resources = [
      { ...crd, protect: true, retainOnDelete: true },
      { urn: "urn:b", type: "palisade:platform:SpireCrds", protect: true },
      { urn: "urn:c", type: "kubernetes:core/v1:Secret", id: "x/y" },
    ];
    expect(statefulResources(JSON.stringify({ deployment: { resources } }))).toEqual({ protectedOnes: [crd], retained: [crd] });
  });

  it("may be empty", () => {
    expect(statefulResources("{}")).toEqual({ protectedOnes: [], retained: [] });
  });
});

import { describe, expect, it } from "vitest";
import { analyzeRequest } from "../../../tools/engine/policyMessages.ts";
import { register } from "./resources.ts";

describe("what a policy pack is told of a resource", () => {
  it("holds its options, and no alias: the real engine names only those under which a state knows it", () => {
    const resource = {
      ...register("kubernetes:core/v1:ConfigMap", "settings"),
      aliases: ["urn:pulumi:dev::demo::old:Type::settings"],
    };
    expect(analyzeRequest(resource, {}, undefined).getOptions()?.toObject()).toMatchObject({ aliasesList: [], protect: false });
  });
});

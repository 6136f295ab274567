import { describe, expect, it } from "vitest";
import { unsetValues } from "../../../components/config/unset.ts";
import { describeProblem } from "../../../components/shared/problem.ts";

describe("values to set before a deployment", () => {
  it("are the example values and the missing secrets, each with what to do", () => {
    const example = { path: "palisade:cluster.name", value: "example-prod", change: "set the value of your own environment" };
    expect(unsetValues([example], ["phoenixSecret"]).map(describeProblem)).toEqual([
      'palisade:cluster.name: is the example value "example-prod"; a preview accepts it, a deployment does not; set the value of your own environment',
      "palisade:phoenixSecret: is not set; a preview goes on with a placeholder, a deployment does not; pulumi config set --secret palisade:phoenixSecret",
    ]);
    expect(unsetValues([], [])).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { pulumiProblems } from "../../../tools/cluster/preflight.ts";

describe("before a deployment", () => {
  it("says of each missing program how to get it", () => {
    expect(pulumiProblems("/nowhere").map(({ path, given }) => `${path} ${given}`)).toEqual([
      "pulumi is not on PATH",
      "pulumi-language-nodejs is not on PATH",
    ]);
  });
});

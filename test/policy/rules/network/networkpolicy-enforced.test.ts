import { describe, expect, it } from "vitest";
import { networkpolicyEnforced } from "../../../../policy/rules/network/networkpolicy-enforced.ts";
import { check, judgesFlowGraphs } from "./flowFixture.ts";

describe("networkpolicy-enforced", () => {
  judgesFlowGraphs(networkpolicyEnforced);
  it("fails where nothing enforces, from dev on", () => {
    expect(check(networkpolicyEnforced, { graph: { enforcement: { engine: "none", ipBlockMatchesPods: true } } })).toEqual([
      "fail: nothing in this cluster enforces NetworkPolicies (engine none), so every pod reaches everything; allowed: an engine that does",
    ]);
    expect(networkpolicyEnforced.level).toEqual({ local: "disabled", dev: "advisory", staging: "mandatory", prod: "mandatory" });
  });
});

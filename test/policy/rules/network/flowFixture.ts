import { expect, it } from "vitest";
import type { WorldRule } from "../../../../policy/lib/rule.ts";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { buildWorld } from "../../../../policy/lib/world.ts";
import { namespaceObject } from "../../../support/kubernetesObjects.ts";
import { declaredWorld, type WorldChanges } from "../../lib/reachability/declaredFixture.ts";

/** What a rule says of the known-good world with changes. */
export function check(rule: WorldRule, changes: WorldChanges = {}): readonly string[] {
  const params: Readonly<Record<string, Plain>> = Object.fromEntries(
    Object.entries(rule.params ?? {}).map(([name, param]) => [name, param.default]),
  );
  return rule.check(declaredWorld(changes), { profile: "prod", params }).map(({ verdict, message }) => `${verdict}: ${message}`);
}

/** What holds for every rule about the declared flows. */
export function judgesFlowGraphs(rule: WorldRule): void {
  it("passes the known-good world, and is about stacks that declare flows", () => {
    expect(check(rule)).toEqual([]);
    expect(rule.appliesTo(declaredWorld())).toBe(true);
    expect(rule.appliesTo(buildWorld([namespaceObject("shop")]))).toBe(false);
  });
  it("cannot judge a graph that is not known", () => {
    expect(
      check(rule, { graph: { enforcement: UNKNOWN } }).map((message) => message.replace("graph.enforcement", "graph")),
    ).toEqual(["unknown: flows: graph is not known before deployment, so the declared flows are not known"]);
  });
}

import { expect, it } from "vitest";
import { fail } from "../../../policy/lib/finding.ts";
import { Session } from "../../../policy/lib/session.ts";
import { kubernetesObject, resourceRule, worldRule } from "./objects.ts";

const pod = (name: string) => kubernetesObject({ apiVersion: "v1", kind: "Pod", metadata: { name } });
const rules = [
  resourceRule({ check: ({ name }) => (name === "bad" ? [fail("bad name")] : []) }),
  worldRule({ check: (world) => [fail(`${world.resources.length} objects`)] }),
];
const waiver = {
  rule: "short-name",
  resource: "Pod/bad",
  owner: "o",
  reason: "a reason that is long enough",
  ticket: "T-1",
  expires: "2026-12-31",
  stacks: ["test"],
};
const session = () => new Session(rules, "2026-11-21");

it("judges one by one, then together, and reports only what is new at the end", () => {
  const run = session();
  expect(run.judgeResource(pod("bad"), {}).map(({ message }) => message)).toEqual(["bad name"]);
  run.judgeResource(pod("good"), {});
  const verdict = run.judgeStack([pod("bad"), pod("good")], {});
  expect(verdict.late.map(({ message }) => message)).toEqual(["2 objects"]);
  expect(verdict.judged.map(({ rule }) => rule)).toEqual(["short-name", "short-name", "few-names"]);
});

it("applies waivers of the stack named in the URN, and counts their use", () => {
  const run = session();
  expect(run.judgeResource(pod("bad"), { waivers: [waiver] }).map(({ verdict }) => verdict)).toEqual(["waived"]);
  const { late } = run.judgeStack([pod("bad")], {});
  expect(late.filter(({ rule, verdict }) => rule.startsWith("waiver-") && verdict !== "pass")).toEqual([]);
  expect(late).toHaveLength(7);
});

it("replaces what was said when a resource is judged again", () => {
  const run = session();
  run.judgeResource(pod("bad"), {});
  run.judgeResource(pod("bad"), {});
  expect(run.judgeStack([pod("bad")], {}).judged).toHaveLength(2);
});

it("judges the objects of a list", () => {
  const list = kubernetesObject({ apiVersion: "v1", kind: "List", items: [pod("bad").props, pod("good").props] });
  const run = session();
  expect(run.judgeResource(list, {}).map(({ verdict }) => verdict)).toEqual(["fail", "pass"]);
  expect(run.judgeStack([list], {}).late.map(({ message }) => message)).toEqual(["2 objects"]);
});

it("stops on a configuration it cannot use, every time", () => {
  const run = session();
  const problem = "levels.short-names: there is no rule 'short-names'; names of rules are allowed; did you mean 'short-name'?";
  for (let time = 0; time < 2; time++)
    expect(() => run.judgeResource(pod("a"), { levels: { "short-names": "advisory" } })).toThrow(problem);
});

it("stops when the two policies are configured differently", () => {
  const run = session();
  run.judgeResource(pod("a"), { profile: "dev" });
  expect(() => run.judgeStack([], { profile: "prod" })).toThrow(
    "palisade-stack: its configuration differs from that of the policy 'palisade'; both take the same configuration; repeat the configuration of 'palisade', or leave it out",
  );
  expect(run.judgeStack([pod("a")], { profile: "dev" }).config.profile).toBe("dev");
  expect(run.judgeStack([pod("a")], {}).config.profile).toBe("dev");
});

import { expect, it } from "vitest";
import { ALL_RULES } from "../../../policy/cli/ruleSet.ts";
import { guarded } from "../../../policy/cli/outcome.ts";
import { runRules } from "../../../policy/cli/rules.ts";
import { expectSchema } from "../../tools/commands/schema.ts";
import { captured } from "./streams.ts";

async function rules(name: string | undefined, json = false) {
  const streams = captured();
  const code = await guarded(streams, false, () => runRules(name, { json }, streams));
  return { code, output: streams.output(), errors: streams.errors() };
}

it("lists every rule with its title", async () => {
  const { code, output } = await rules(undefined);
  expect(code).toBe(0);
  expect(
    output.split("\n").filter((line) => ALL_RULES.some(({ name, title }) => line.startsWith(`${name} `) && line.endsWith(title))),
  ).toHaveLength(ALL_RULES.length);
});

it("explains one", async () => {
  expect((await rules("waiver-term")).output).toBe(`waiver-term: Waivers in prod end within 90 days

An exception in prod is looked at again at least every 90 days.

Severity   medium
Level      local advisory, dev advisory, staging mandatory, prod mandatory
Controls   P-106, SOC2 CC3.2, ISO27001 A.5.36
Remedy     Choose a date at most 90 days from today.
`);
});

it("gives everything but code as JSON", async () => {
  const { rules: listed } = expectSchema("policy/rules.schema.json", (await rules(undefined, true)).output) as {
    rules: { name: string }[];
  };
  expect(listed.map(({ name }) => name)).toEqual(ALL_RULES.map(({ name }) => name));
  expect(JSON.parse((await rules("object-shape", true)).output)).toMatchObject({
    rules: [{ name: "object-shape", severity: "high", level: { prod: "mandatory" } }],
  });
});

it("refuses a name that does not exist", async () => {
  expect(await rules("host-port")).toEqual({
    code: 2,
    output: "",
    errors:
      "rules host-port: there is no rule 'host-port'; the name of a rule is allowed; did you mean host-ports? `palisade rules` lists them all\n",
  });
  expect((await rules("zebra")).errors).toBe(
    "rules zebra: there is no rule 'zebra'; the name of a rule is allowed; `palisade rules` lists them all\n",
  );
});

it("has names that are unique and kebab-case", () => {
  expect(ALL_RULES.filter(({ name }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  expect(new Set(ALL_RULES.map(({ name }) => name)).size).toBe(ALL_RULES.length);
});

import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ALL_RULES } from "../../../policy/cli/ruleSet.ts";
import { renderRulesPage } from "../../../policy/lib/rulesPage.ts";
import { resourceRule } from "./objects.ts";

it("has a row, an anchor, controls and parameters for a rule", () => {
  const rule = resourceRule({
    podSecurity: "baseline",
    params: { most: { type: "integer", description: "Longest | name.", default: 9 } },
  });
  const page = renderRulesPage([rule]);
  expect(page).toContain(
    "| [short-name](#short-name) | Names are short | medium | mandatory | mandatory | mandatory | mandatory |",
  );
  expect(page).toContain(`## short-name

**Names are short.** Long names are hard to read.

Remedy: Choose a shorter name.

Controls: P-45. Pod Security level: baseline.

| parameter | type | default | meaning |
| --- | --- | --- | --- |
| \`most\` | integer | \`9\` | Longest \\| name. |
`);
});

it("is committed as it is generated (UPDATE=1 writes it)", () => {
  const generated = renderRulesPage(ALL_RULES);
  if (process.env["UPDATE"] === "1") writeFileSync("docs/rules.md", generated);
  expect(readFileSync("docs/rules.md", "utf8")).toBe(generated);
});

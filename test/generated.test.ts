import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { stackFileSchema } from "../components/config/jsonSchema.ts";
import { configurationPage } from "../components/config/referencePage.ts";
import { ledgerPage, proofsOf, unknownIds, type TestFile } from "../tools/ledger/ledger.ts";

/** Pages and schemas that the code writes. `UPDATE=1 npm test` writes them anew; read the diff. */
const GENERATED: Readonly<Record<string, () => string>> = {
  "docs/configuration.md": configurationPage,
  "components/config/stack.schema.json": () => `${JSON.stringify(stackFileSchema(), null, 2)}\n`,
  "docs/requirements.md": () => ledgerPage(proofsOf(testFiles("test"))),
};

describe("generated files", () => {
  it.each(Object.keys(GENERATED))("%s is fresh", (path) => {
    const content = (GENERATED[path] as () => string)();
    if (process.env["UPDATE"] === "1") {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
    expect(existsSync(path) ? readFileSync(path, "utf8") : "").toBe(content);
  });

  it("names only requirements that exist", () => {
    expect(unknownIds(proofsOf(testFiles("test")))).toEqual([]);
  });
});

function testFiles(folder: string): readonly TestFile[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .sort()
    .map((name) => ({ path: join(folder, name), text: readFileSync(join(folder, name), "utf8") }));
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { commandSchemas } from "../../tools/commands/jsonSchemas.ts";

const schemas = commandSchemas();

describe("JSON Schemas of what commands print", () => {
  // `UPDATE=1` writes them anew; a change of what a reader relies on raises the version of the preview.
  it.each(Object.keys(schemas))("%s is fresh and a valid schema", (path) => {
    const content = `${JSON.stringify(schemas[path], null, 2)}\n`;
    if (process.env["UPDATE"] === "1") {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
    expect(existsSync(path) ? readFileSync(path, "utf8") : "").toBe(content);
    expect(() => new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(content) as object)).not.toThrow();
  });
});

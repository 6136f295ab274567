import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { cliSchemas } from "../../../policy/cli/jsonSchemas.ts";

const schemas = cliSchemas();

it.each(Object.keys(schemas))("%s is committed as it is generated (UPDATE=1 writes it)", (path) => {
  const generated = `${JSON.stringify(schemas[path], null, 2)}\n`;
  if (process.env["UPDATE"] === "1") writeFileSync(path, generated);
  expect(existsSync(path) ? readFileSync(path, "utf8") : "").toBe(generated);
});

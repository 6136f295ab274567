import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";

/** Expects what a command printed to follow its committed JSON Schema, and gives it back. */
export function expectSchema(path: string, printed: string): unknown {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
    JSON.parse(readFileSync(path, "utf8")) as object,
  );
  const value: unknown = JSON.parse(printed);
  validate(value);
  expect(validate.errors ?? []).toEqual([]);
  return value;
}

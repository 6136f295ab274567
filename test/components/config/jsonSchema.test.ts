import { expect, test } from "vitest";
import { palisadeSchema, type JsonSchema } from "../../../components/config/jsonSchema.ts";

/** Every property of the schema, by its path, that says nothing about itself; tags of unions explain themselves by their arm. */
function undescribed(schema: JsonSchema, path: string): readonly string[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const here = path === "" ? key : `${path}.${key}`;
    const silent = inner.description === undefined && !isGroup(inner) && inner.const === undefined;
    return [...(silent ? [here] : []), ...undescribed(inner, here)];
  });
  const arms = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  const items = schema.items === undefined ? [] : undescribed(schema.items, `${path}[]`);
  return [...own, ...arms.flatMap((arm) => undescribed(arm, path)), ...items];
}

/** An object or a union of objects is explained by what is in it. */
function isGroup(schema: JsonSchema): boolean {
  if (schema.properties !== undefined) return true;
  const arms = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  return arms.length > 0 && arms.every((arm) => arm.properties !== undefined);
}

test("every setting of a stack file says what it means", () => {
  expect([...new Set(undescribed(palisadeSchema(), ""))].sort()).toEqual([]);
});

import { expect, it } from "vitest";

import { secretKeysOf } from "../../../tools/engine/secretKeys.ts";
import { secret, UNKNOWN, withOutputValues } from "../../../tools/engine/values.ts";

const type = "kubernetes:core/v1:Secret";
const map = secret({ TOKEN: "swordfish", "a.pem": secret("swordfish") });

it("names the keys of a Secret, however its map is marked, and nothing of its values", () => {
  const keys = { stringData: ["TOKEN", "a.pem"] };
  expect(secretKeysOf({ type, inputs: { kind: "Secret", stringData: map } })).toEqual(keys);
  expect(secretKeysOf({ type, inputs: { stringData: withOutputValues(map) } })).toEqual(keys);
  expect(secretKeysOf({ type, inputs: { data: { b: "YQ==", a: "YQ==" } } })).toEqual({ data: ["a", "b"] });
});

it("says nothing where the map is not known yet, and nothing of other resources", () => {
  expect(secretKeysOf({ type, inputs: { stringData: secret(UNKNOWN) } })).toEqual({});
  expect(secretKeysOf({ type: "kubernetes:core/v1:ConfigMap", inputs: { data: { a: "b" } } })).toBeUndefined();
});

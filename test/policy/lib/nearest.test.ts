import { expect, it } from "vitest";
import { nearest } from "../../../policy/lib/nearest.ts";

const stacks = ["dev", "local", "prod", "staging"];

it.each<[string, string | undefined]>([
  ["prd", "prod"],
  ["pord", "prod"],
  ["PROD", "prod"],
  ["stagging", "staging"],
  ["stag", undefined],
  ["loacl", "local"],
  ["dve", "dev"],
  ["production", undefined],
  ["", undefined],
  ["x".repeat(100_000), undefined],
])("%s -> %s", (given, meant) => {
  expect(nearest(given, stacks)).toBe(meant);
});

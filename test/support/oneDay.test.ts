import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { today } from "../../policy/lib/today.ts";

it("every test, and every program that one starts, lives on one day", () => {
  const inChild = execFileSync(process.execPath, ["-p", "new Date().toISOString().slice(0, 10)"], { encoding: "utf8" });
  expect([today(), inChild.trim(), new Date(Date.now()).toISOString().slice(0, 10)]).toEqual(Array(3).fill("2026-11-21"));
  expect(new Date(0).getTime()).toBe(0);
});

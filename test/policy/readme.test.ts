import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const README = readFileSync("policy/README.md", "utf8");
const [, MANIFEST = ""] = /`deploy\/web\.yaml`:\n\n```yaml\n([^`]*)```/.exec(README) ?? [];
const SHOWN = [...README.matchAll(/```console\n\$ npx palisade-policy (.*)\n([^]*?)```/g)].map(
  ([, args = "", output = ""]) => [args, output] as const,
);

const folder = mkdtempSync(join(tmpdir(), "palisade-readme-"));
beforeAll(() => {
  mkdirSync(join(folder, "deploy"));
  writeFileSync(join(folder, "deploy/web.yaml"), MANIFEST);
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each(SHOWN)("the README shows what `palisade-policy %s` prints", (args, output) => {
  const command = resolve("policy/bin/palisade-policy.mjs");
  expect(spawnSync(process.execPath, [command, ...args.split(" ")], { cwd: folder, encoding: "utf8" }).stdout).toBe(output);
});

it("the README shows check and blast", () => {
  expect(SHOWN.map(([args]) => args.split(" ")[0])).toEqual(["check", "blast"]);
});

import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { packConfig } from "../../../tools/preview/preview.ts";

it.each([
  ["the stack's own", "palisade:profile: staging", undefined, "staging"],
  ["the one asked for", "palisade:profile: staging", "dev", "dev"],
  ["prod without one", "other:key: 1", undefined, "prod"],
  [
    "prod for a misspelt one, which the program refuses with all its other problems",
    "palisade:profile: stagin",
    undefined,
    "prod",
  ],
] as const)("judges by the profile: %s", async (_, line, profile, expected) => {
  const cwd = await mkdtemp(join(tmpdir(), "palisade-profile-"));
  await writeFile(join(cwd, "Pulumi.yaml"), "name: palisade\nruntime: nodejs\nmain: index.ts\n");
  await writeFile(join(cwd, "index.ts"), "");
  await symlink(resolve("node_modules"), join(cwd, "node_modules"));
  await writeFile(join(cwd, "Pulumi.a.yaml"), `config:\n  ${line}\n`);
  const settings = { profile: expected, waivers: [] };
  expect(await packConfig({ cwd, stack: "a", profile })).toEqual({ palisade: settings, "palisade-stack": settings });
  await rm(cwd, { recursive: true });
});

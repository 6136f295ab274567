import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { packConfig, readPackConfig } from "../../../tools/preview/packConfig.ts";

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
  const cwd = await project({ "Pulumi.a.yaml": `config:\n  ${line}\n` });
  const settings = { profile: expected, levels: {}, params: {}, waivers: [] };
  expect(await packConfig({ cwd, stack: "a", profile })).toEqual({ palisade: settings, "palisade-stack": settings });
  await rm(cwd, { recursive: true });
});

const waiver = (ticket: string): string =>
  `{rule: pdb, resource: Deployment/shop/${ticket}, owner: shop, reason: one replica until the cache is shared, ticket: ${ticket}, expires: 2026-12-01}`;

it("takes levels, parameters and more waivers from the file of the stack, and no other stack's", async () => {
  const cwd = await project({
    "Pulumi.a.yaml": "config: {palisade:profile: staging}\n",
    "Pulumi.b.yaml": "config: {palisade:profile: prod}\n",
    "policy-config.a.yaml": `levels: {pdb: advisory}\nparams: {replicas: {minimum: 3}}\nwaivers: [${waiver("A")}]\n`,
    "waivers.yaml": `waivers: [${waiver("B")}]\n`,
  });
  const [a, b] = [await readPackConfig({ cwd, stack: "org/palisade/a" }), await readPackConfig({ cwd, stack: "b" })];
  expect([a.profile, a.levels, a.params, a.waivers.map(({ ticket }) => ticket)]).toEqual([
    "staging",
    { pdb: "advisory" },
    { replicas: { minimum: 3 } },
    ["A", "B"],
  ]);
  expect([b.profile, b.levels, b.waivers.length]).toEqual(["prod", {}, 1]);
  await writeFile(join(cwd, "policy-config.b.yaml"), "levels: {pbd: advisory}\nlevel: {}\n");
  await expect(readPackConfig({ cwd, stack: "b" })).rejects.toThrow("there is no rule 'pbd'");
  await rm(cwd, { recursive: true });
});

async function project(files: Readonly<Record<string, string>>): Promise<string> {
  const cwd = await mkdtemp(join(tmpdir(), "palisade-profile-"));
  await writeFile(join(cwd, "Pulumi.yaml"), "name: palisade\nruntime: nodejs\nmain: index.ts\n");
  await writeFile(join(cwd, "index.ts"), "");
  await symlink(resolve("node_modules"), join(cwd, "node_modules"));
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(cwd, name), text)));
  return cwd;
}

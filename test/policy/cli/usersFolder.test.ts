import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

/** What a command says on standard error when npm starts it for somebody who stands in a folder of the project. */
async function saidFrom(folder: string, script: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, INIT_CWD: join(process.cwd(), folder), npm_lifecycle_event: script };
  return promisify(execFile)(process.execPath, ["--disable-warning=ExperimentalWarning", "tools/palisade.mjs", ...args], {
    env,
  }).then(
    ({ stdout }) => stdout,
    ({ stderr }: { readonly stderr: string }) => stderr,
  );
}

const MISSING = "no such file or folder; a readable file or folder, or - for standard input, is allowed; correct the path\n";

it("takes paths from where the user stands, and shows them as typed", async () => {
  const found = await saidFrom("components/flow", "palisade", "reach", "-f", "../shared/images.json");
  expect(found).toMatch(/^\.\.\/shared\/images\.json:1: an object without apiVersion and kind; /);
  expect(await saidFrom("components/flow", "palisade", "check", "-f", "shared")).toBe(`shared: ${MISSING}`);
});

it("looks for the project's own files in the project, wherever the user stands", async () => {
  const [waivers, config] = await Promise.all([
    saidFrom("components/flow", "palisade", "waivers", "list"),
    saidFrom("components/flow", "palisade", "config", "check", "--stack", "local"),
  ]);
  expect(waivers).toMatch(new RegExp(` in ${join(process.cwd(), "waivers.yaml")}\n$`));
  expect(config).toMatch(/^local: fine; /);
});

it("stays where it is when another script starts it", async () => {
  expect(await saidFrom("components/flow", "test", "check", "-f", "shared/images.json")).toBe(`shared/images.json: ${MISSING}`);
});

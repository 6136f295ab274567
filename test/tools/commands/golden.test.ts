import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { guarded } from "../../../policy/cli/outcome.ts";
import { golden, type GoldenOptions } from "../../../tools/commands/golden.ts";
import { brokenProject, type BrokenProject } from "../../badInput/project.ts";
import { captured } from "../../policy/cli/streams.ts";
import { expectSchema } from "./schema.ts";

let project: BrokenProject;
beforeAll(() => {
  project = brokenProject({
    "package.json": '{"type": "module", "main": "index.js"}',
    "index.js": `import pulumi from "@pulumi/pulumi";
new pulumi.ComponentResource("test:web:Page", "a");
`,
    "Pulumi.dev.yaml": "config: {}\n",
  });
});
afterAll(() => project.remove());

async function run(options: Partial<GoldenOptions> = {}) {
  const streams = captured();
  const code = await guarded(streams, false, () => golden({ cwd: project.folder, ...options }, streams));
  return { code, output: streams.output(), errors: streams.errors() };
}

it("writes a file for each top component, finds a change in it, and refuses a stack that is not there", async () => {
  const folder = join(project.folder, "test/golden/dev");
  expect(await run()).toEqual({ code: 0, output: "dev/a.json: new\ndev/run.json: new\ndev/stack.json: new\n", errors: "" });
  expect(readdirSync(folder)).toEqual(["a.json", "run.json", "stack.json"]);

  expect(await run({ check: true })).toEqual({ code: 0, output: "dev: unchanged\n", errors: "" });

  const before = readFileSync(join(folder, "a.json"), "utf8");
  writeFileSync(join(folder, "a.json"), before.replace('"name": "a"', '"name": "b"'));
  const { code, output } = await run({ check: true, json: true });
  const { differences } = expectSchema("tools/commands/schemas/golden.schema.json", output) as { differences: string[] };
  expect([code, differences]).toEqual([1, ['dev/a.json: line 3 was "\\"name\\": \\"b\\",", is "\\"name\\": \\"a\\","']]);
  expect(readFileSync(join(folder, "a.json"), "utf8")).not.toBe(before);

  expect(await run({ stack: "dve" })).toEqual({
    code: 2,
    output: "",
    errors:
      "stack dve: Pulumi.dve.yaml not found; dev; did you mean dev? Otherwise name a stack that exists, or create its file\n",
  });
});

import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { guarded } from "../../policy/cli/outcome.ts";
import { preview } from "../../tools/commands/preview.ts";
import { render } from "../../tools/commands/render.ts";
import { captured } from "../policy/cli/streams.ts";
import { brokenProject, NEVER_SHOWN, type BrokenProject } from "./project.ts";

let project: BrokenProject;
beforeEach(() => {
  project = brokenProject({ "Pulumi.prod.yaml": "config: {}\n" });
});
afterEach(() => project.remove());

/** Both commands that run programs refuse before they run one, with the same words, and write nothing. */
async function refusal(stack = "prod", fixtures?: string): Promise<string> {
  const common = { stack, cwd: project.folder, timeout: 5, ...(fixtures === undefined ? {} : { fixtures }) };
  const out = join(project.folder, "out");
  const [judged, rendered] = [captured(), captured()];
  const codes = [
    await guarded(judged, false, () => preview({ ...common, json: true }, judged)),
    await guarded(rendered, false, () => render({ ...common, out, json: true }, rendered)),
  ];
  expect([codes, judged.output(), rendered.output()]).toEqual([[2, 2], "", ""]);
  expect([existsSync(out), existsSync(join(project.folder, ".palisade"))]).toEqual([false, false]);
  expect(judged.errors()).toBe(rendered.errors());
  expect(judged.errors()).not.toContain(NEVER_SHOWN);
  return judged.errors();
}

describe("a broken Pulumi.yaml", () => {
  it.each<[string, string, string]>([
    ["empty", "", "Pulumi.yaml: not accepted; Invalid input: expected object, received null; correct the file"],
    ["a list", "- a\n", "Pulumi.yaml: not accepted; Invalid input: expected object, received array; correct the file"],
    [
      "without a name",
      "runtime: nodejs\n",
      "Pulumi.yaml: name: not accepted; Invalid input: expected string, received undefined; correct the file",
    ],
    [
      "a number for a name",
      "name: 3\nruntime: nodejs\n",
      "Pulumi.yaml: name: not accepted; Invalid input: expected string, received number; correct the file",
    ],
    [
      "without a runtime",
      "name: a\n",
      "Pulumi.yaml: runtime: not accepted; nodejs, or a map with `name: nodejs` and options; correct the file",
    ],
    [
      "a list for a runtime",
      "name: a\nruntime: [nodejs]\n",
      "Pulumi.yaml: runtime: not accepted; nodejs, or a map with `name: nodejs` and options; correct the file",
    ],
    [
      "another runtime",
      "name: a\nruntime: python\n",
      "Pulumi.yaml: runtime: python; nodejs; only Node.js programs can be previewed offline",
    ],
    [
      "an unknown runtime",
      "name: a\nruntime: {name: cobol}\n",
      "Pulumi.yaml: runtime: cobol; nodejs; only Node.js programs can be previewed offline",
    ],
    [
      "a program that is not there",
      "name: a\nruntime: nodejs\nmain: nowhere.ts\n",
      "Pulumi.yaml: main: nowhere.ts does not exist; a file or folder of the project; correct the path",
    ],
    [
      "indented by a tab",
      "name: a\n\truntime: nodejs\n",
      "Pulumi.yaml:2:1: not valid YAML; Tabs are not allowed as indentation; correct the file",
    ],
    [
      "a list for config",
      `name: a\nruntime: nodejs\nconfig: [${NEVER_SHOWN}]\n`,
      "Pulumi.yaml: config: not accepted; a map of keys; correct the file",
    ],
    [
      "a type that does not exist",
      "name: a\nruntime: nodejs\nconfig: {size: {type: float}}\n",
      'Pulumi.yaml: config: size: type: "float"; string, integer, number, boolean, array, object; correct the type',
    ],
    [
      "a declared key that no stack sets",
      "name: a\nruntime: nodejs\nconfig: {size: {type: integer}}\n",
      "a:size: missing in stack prod; a value of type integer; add it to Pulumi.prod.yaml",
    ],
  ])("%s", async (_title, content, message) => {
    project.write("Pulumi.yaml", content);
    expect(await refusal()).toBe(`${message}\n`);
  });

  it("missing", async () => {
    rmSync(join(project.folder, "Pulumi.yaml"));
    expect(await refusal()).toBe(
      "Pulumi.yaml: not found; a folder with a Pulumi project; name the project's folder with --cwd\n",
    );
  });

  it("a folder", async () => {
    rmSync(join(project.folder, "Pulumi.yaml"));
    mkdirSync(join(project.folder, "Pulumi.yaml"));
    expect(await refusal()).toBe("Pulumi.yaml: cannot be read (EISDIR); a readable file; correct the file or its permissions\n");
  });

  it("without the SDK installed", async () => {
    rmSync(join(project.folder, "node_modules"));
    expect(await refusal()).toBe(
      "@pulumi/pulumi: not installed for this project; the SDK in its node_modules; install the project's packages (npm ci)\n",
    );
  });
});

describe("a stack that is not there", () => {
  it.each(["prd", "Prod", "organization/palisade/prd"])("%s: the near one is suggested", async (stack) => {
    const name = stack.split("/").at(-1);
    expect(await refusal(stack)).toBe(
      `stack ${name}: Pulumi.${name}.yaml not found; prod; did you mean prod? Otherwise name a stack that exists, or create its file\n`,
    );
  });

  it("unlike any: all are named", async () => {
    expect(await refusal("testing")).toBe(
      "stack testing: Pulumi.testing.yaml not found; prod; name a stack that exists, or create its file\n",
    );
  });

  it.each([
    ["a path up", "../prod"],
    ["a path up at the end", "prod/.."],
    ["an absolute path", "/etc/passwd"],
    ["a path of another system", "..\\prod"],
    ["dots", ".."],
    ["nothing", ""],
    ["too many parts", "a/b/c/d"],
    ["a line break", "prod\n"],
    ["a NUL", "prod\0"],
  ])("%s is no name", async (_title, stack) => {
    expect(await refusal(stack)).toBe(
      `stack ${JSON.stringify(stack)}: is not the name of a stack; letters, digits, - _ and . (not first), or organization/project/name; correct the name\n`,
    );
  });

  it("a name of a thousand letters is cut short", async () => {
    expect(await refusal("x".repeat(1000))).toBe(
      `stack "${"x".repeat(57)}...": is not the name of a stack; letters, digits, - _ and . (not first), or organization/project/name; correct the name\n`,
    );
  });
});

describe("broken fixtures", () => {
  it.each<[string, string, string]>([
    ["an unknown key", "invoke: []\n", 'fixtures.yaml: not accepted; Unrecognized key: "invoke"; correct the file'],
    [
      "a map for a list",
      `invokes: {a: ${NEVER_SHOWN}}\n`,
      "fixtures.yaml: invokes: not accepted; Invalid input: expected array, received object; correct the file",
    ],
    [
      "a bracket left open",
      "invokes: [\n",
      "fixtures.yaml:2:1: not valid YAML; Flow sequence in block collection must be sufficiently indented and end with a ]; correct the file",
    ],
  ])("%s", async (_title, content, message) => {
    project.write("fixtures.yaml", content);
    expect(await refusal("prod", join(project.folder, "fixtures.yaml"))).toBe(`${message}\n`);
  });

  it("missing", async () => {
    expect(await refusal("prod", join(project.folder, "none.yaml"))).toBe(
      "none.yaml: not found; a YAML or JSON file of fixtures; correct the path\n",
    );
  });
});

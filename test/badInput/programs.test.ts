import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guarded } from "../../policy/cli/outcome.ts";
import { preview } from "../../tools/commands/preview.ts";
import { render, type RenderOptions } from "../../tools/commands/render.ts";
import { captured } from "../policy/cli/streams.ts";
import { brokenProject, NEVER_SHOWN, type BrokenProject } from "./project.ts";

const HEAD = `import { Config } from "@pulumi/pulumi";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
`;
const STACK = "urn:pulumi:dev::palisade::pulumi:pulumi:Stack::palisade-dev";

/** What is wrong -> the program after its imports (line 3) and what standard error says. */
const PROGRAMS = {
  "a syntax error": ["const a = ;", "index.ts:3: SyntaxError: Expression expected"],
  "a throw with a secret": [
    'throw new Error("cannot use " + new Config().require("token"));',
    "index.ts:3:7: cannot use [secret]",
  ],
  "a missing key": [
    'new Config().require("region");',
    "index.ts:3:14: Missing required configuration variable 'palisade:region'\nadd the key to the stack's file, or give it a default in Pulumi.yaml",
  ],
  "a name twice": [
    'new ConfigMap("a");\nnew ConfigMap("a");',
    "index.ts:4:1: failed to register new resource a [kubernetes:core/v1:ConfigMap]: Duplicate resource URN 'urn:pulumi:dev::palisade::kubernetes:core/v1:ConfigMap::a'; try giving it a unique name\ngive one of the two resources another name",
  ],
  "an import of nothing": [
    'import "./nowhere.ts";',
    "Cannot find module 'nowhere.ts' imported from index.ts\ninstall the project's packages (npm ci), or correct the import",
  ],
  "an await that never ends": [
    "await new Promise(() => undefined);",
    `the program ended before it was done: it awaits something that never happens\nlook for an await of a promise that never resolves; the last registration was ${STACK}`,
  ],
  "an input that never comes": [
    'new ConfigMap("a", { data: new Promise<never>(() => undefined) });',
    'index.ts:3:1: The Pulumi runtime detected that the program exited before the following resource registrations could complete: * "a" [kubernetes:core/v1:ConfigMap] was waiting for the value of its input property "data"\nlook for a promise or output that never resolves, or for two resources that wait for each other',
  ],
  "a timer that never ends": [
    "setInterval(() => undefined, 1000);",
    `the program did not end within 2 s and was stopped\nlook for a promise that never resolves, a loop, or something that keeps Node.js running (a timer, a server, an open connection); the last registration was ${STACK}`,
  ],
} as const satisfies Record<string, readonly [string, string]>;

function programOf(code: string): BrokenProject {
  return brokenProject({
    "package.json": '{"type": "module", "main": "index.ts"}',
    "index.ts": `${HEAD}${code}\n`,
    "Pulumi.dev.yaml": "config:\n  token: {secure: v1:abc}\n",
    "fixtures.yaml": `config: {token: ${NEVER_SHOWN}}\n`,
  });
}

async function run(project: BrokenProject, options: Partial<RenderOptions> = {}) {
  const { folder } = project;
  const out = join(folder, "out");
  const streams = captured();
  const given = { stack: "dev", cwd: folder, out, timeout: 60, fixtures: join(folder, "fixtures.yaml"), json: true, ...options };
  const code = await guarded(streams, given.debug === true, () => render(given, streams));
  return { code, output: streams.output(), errors: streams.errors(), written: existsSync(given.out) };
}

describe("a broken program", () => {
  type Name = keyof typeof PROGRAMS;
  const outcomes = new Map<Name, Awaited<ReturnType<typeof run>>>();

  /** Two at a time, as there are two cores to expect. */
  beforeAll(async () => {
    const queue = Object.keys(PROGRAMS) as Name[];
    const work = async (): Promise<void> => {
      for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
        const project = programOf(PROGRAMS[name][0]);
        outcomes.set(name, await run(project, name === "a timer that never ends" ? { timeout: 2 } : {}));
        project.remove();
      }
    };
    await Promise.all([work(), work()]);
  }, 60_000);

  it.each(Object.keys(PROGRAMS) as Name[])("%s", (name) => {
    expect(outcomes.get(name)).toEqual({ code: 2, output: "", errors: `${PROGRAMS[name][1]}\n`, written: false });
  });

  it("shows its stack trace with --debug alone, and no secret even there", async () => {
    const project = programOf(PROGRAMS["a throw with a secret"][0]);
    const { code, errors } = await run(project, { debug: true });
    project.remove();
    expect(code).toBe(2);
    expect(errors).toMatch(/^index\.ts:3:7: cannot use \[secret\]\nError: cannot use \[secret\]\n\s+at /);
    expect(errors).not.toContain(NEVER_SHOWN);
  });
});

describe("a folder that cannot be written", () => {
  let project: BrokenProject;
  beforeAll(() => {
    project = programOf('new ConfigMap("a", { metadata: { name: "a" } });');
    project.write("file", "mine");
    project.write("mine/file", "mine");
  });
  afterAll(() => project.remove());

  const place = (out: string): string => join(project.folder, out);
  const shown = (errors: string): string => errors.replaceAll(`${project.folder}/`, "");

  it.each([
    ["a file", "file", "file: is a file; a new, an empty or an earlier rendered folder; name another folder"],
    [
      "a folder of somebody else",
      "mine",
      "mine: is not empty and was not made by render; a new, an empty or an earlier rendered folder; name another folder",
    ],
  ])("%s is refused before the program runs", async (_title, out, message) => {
    const { code, output, errors } = await run(project, { out: place(out), timeout: 1 });
    expect([code, output, shown(errors)]).toEqual([2, "", `${message}\n`]);
    expect([readFileSync(place("file"), "utf8"), readFileSync(place("mine/file"), "utf8")]).toEqual(["mine", "mine"]);
  });

  it("no name at all is the folder one stands in", async () => {
    const { code, output, errors } = await run(project, { out: "", timeout: 1 });
    expect([code, output, errors]).toEqual([
      2,
      "",
      ": is not empty and was not made by render; a new, an empty or an earlier rendered folder; name another folder\n",
    ]);
  });

  it("one below a file is bad input, with nothing left behind", async () => {
    const before = readdirSync(project.folder);
    const { code, output, errors } = await run(project, { out: place("file/out") });
    expect([code, output]).toEqual([2, ""]);
    expect(shown(errors)).toMatch(
      /^file\/out: cannot be written \((EEXIST|ENOTDIR)\); a folder that may be written; name another one or correct its permissions\n$/,
    );
    expect(readdirSync(project.folder)).toEqual(before);
  });

  it("a preview says so too, and prints no verdict", async () => {
    writeFileSync(place(".palisade"), "");
    const streams = captured();
    const code = await guarded(streams, false, () => preview({ stack: "dev", cwd: project.folder, timeout: 60 }, streams));
    expect([code, streams.output()]).toEqual([2, ""]);
    expect(streams.errors()).toMatch(/\.palisade\/rendered\/dev: cannot be written \((EEXIST|ENOTDIR)\); /);
  });

  it("an earlier render is replaced as a whole", async () => {
    mkdirSync(place("again"));
    writeFileSync(place("again/.palisade-render"), "dev\n");
    writeFileSync(place("again/stale.yaml"), "a: b\n");
    const { code, output } = await run(project, { out: place("again"), json: false });
    expect([code, output]).toEqual([0, `1 file in ${place("again")}\n`]);
    expect(readdirSync(place("again")).sort()).toEqual([".palisade-render", "1-configmap-a.yaml"]);
  });
});

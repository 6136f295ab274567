import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCheck } from "../../policy/cli/check.ts";
import { guarded, type ExitCode, type Streams } from "../../policy/cli/outcome.ts";
import { pruneWaivers } from "../../policy/cli/waivers.ts";
import { captured } from "../policy/cli/streams.ts";
import type { Content } from "./project.ts";

const today = "2026-11-21";
const GOOD =
  'waivers:\n- {rule: probes, resource: Pod/shop/web, owner: shop, reason: "a reason of some length", ticket: T-1, expires: "2026-12-31"}\n';
const changed = (before: string, after: string): string => {
  expect(GOOD).toContain(before);
  return GOOD.replace(before, after);
};
const bomb = [
  "a: &a [x, x, x, x, x, x, x, x, x, x]",
  "b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]",
  "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]",
  "waivers: [*c, *c, *c, *c]\n",
].join("\n");

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "palisade-waivers-"));
  file = join(folder, "waivers.yaml");
  writeFileSync(join(folder, "web.yaml"), "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, namespace: shop}\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(command: (streams: Streams) => Promise<ExitCode>) {
  const streams = captured();
  const code = await guarded(streams, false, () => command(streams));
  return { code, output: streams.output(), errors: streams.errors().replaceAll(`${folder}/`, "") };
}

const prune = () => run((streams) => pruneWaivers({ file, write: true }, streams, today));
const check = () =>
  run((streams) => runCheck({ filename: [join(folder, "web.yaml")], waivers: file, json: true }, streams, today));

describe("a broken waivers file", () => {
  it("begins as a good one", async () => {
    writeFileSync(file, GOOD);
    expect((await prune()).code).toBe(0);
  });

  it.each<[string, Content, string]>([
    ["empty", "", "waivers.yaml: empty; Invalid input: expected object, received null; correct the value"],
    [
      "waivers: null",
      "waivers: null\n",
      "waivers.yaml.waivers: empty; Invalid input: expected array, received null; correct the value",
    ],
    [
      "a map for the list",
      "waivers: {a: b}\n",
      "waivers.yaml.waivers: a value of type object; Invalid input: expected array, received object; correct the value",
    ],
    [
      "text for a waiver",
      "waivers: [probes]\n",
      "waivers.yaml.waivers[0]: 'probes'; Invalid input: expected object, received string; correct the value",
    ],
    [
      "indented by a tab",
      "waivers:\n\t- a\n",
      "waivers.yaml:2: not valid YAML: Tabs are not allowed as indentation; YAML or JSON is allowed; correct the syntax",
    ],
    [
      "a key twice",
      "waivers: []\nwaivers: []\n",
      "waivers.yaml:2: not valid YAML: Map keys must be unique; YAML or JSON is allowed; correct the syntax",
    ],
    [
      "several documents",
      "waivers: []\n---\nwaivers: []\n",
      "waivers.yaml:2: holds several YAML documents; one document is allowed; remove `---` and what follows",
    ],
    [
      "a YAML bomb",
      bomb,
      "waivers.yaml: names an alias that does not exist, or expands its aliases without end; at most 100 aliases are allowed; write the values out",
    ],
    [
      "nested 20,000 deep",
      `waivers: ${"[".repeat(20_000)}`,
      "waivers.yaml:1: nested too deeply; a few hundred levels are allowed; flatten it",
    ],
    ["Latin-1", Buffer.from("# ä", "latin1"), "waivers.yaml: not UTF-8 text; UTF-8 is allowed; convert the file to UTF-8"],
    [
      "a date of another form",
      changed("2026-12-31", "31.12.2026"),
      "waivers.yaml.waivers[0].expires: '31.12.2026'; a day that exists, as 'YYYY-MM-DD', is allowed; correct the value",
    ],
    [
      "a day that does not exist",
      changed("2026-12-31", "2026-02-30"),
      "waivers.yaml.waivers[0].expires: '2026-02-30'; a day that exists, as 'YYYY-MM-DD', is allowed; correct the value",
    ],
    [
      "a number for a ticket",
      changed("T-1", "7"),
      "waivers.yaml.waivers[0].ticket: a value of type number; Invalid input: expected string, received number; correct the value",
    ],
    [
      "an unknown kind",
      changed("ticket", "kind: forever, ticket"),
      'waivers.yaml.waivers[0].kind: \'forever\'; Invalid option: expected one of "risk-accepted"|"not-built-yet"; correct the value',
    ],
    [
      "one stack as text",
      changed("ticket", "stacks: prod, ticket"),
      "waivers.yaml.waivers[0].stacks: 'prod'; Invalid input: expected array, received string; correct the value",
    ],
    [
      "everything at once",
      changed("Pod/shop/web", '"*/*/*"'),
      "waivers.yaml.waivers[0].resource: '*/*/*'; a pattern must name something: wildcards alone are not allowed; correct the value",
    ],
  ])("%s", async (_title, content, message) => {
    writeFileSync(file, content);
    const refused = { code: 2, output: "", errors: `${message}\n` };
    expect([await prune(), await check()]).toEqual([refused, refused]);
    expect(Buffer.from(content).equals(readFileSync(file))).toBe(true);
  });

  it("more than 50 MB", async () => {
    truncateSync(file, 50 * 1024 * 1024 + 1);
    expect((await prune()).errors).toBe(
      "waivers.yaml: larger than 50 MB; 50 MB a file are allowed; split it into several files\n",
    );
  });
});

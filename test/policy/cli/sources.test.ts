import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { LARGEST_BYTES, readSources } from "../../../policy/cli/sources.ts";
import { describeProblem } from "../../../policy/lib/problem.ts";
import { captured } from "./streams.ts";

const folder = mkdtempSync(join(tmpdir(), "palisade-sources-"));
afterAll(() => rmSync(folder, { recursive: true }));

for (const inner of ["deploy/b", "deploy/node_modules", "deploy/.git", "empty"])
  mkdirSync(join(folder, inner), { recursive: true });
for (const file of [
  "deploy/z.yaml",
  "deploy/a.YML",
  "deploy/b/c.json",
  "deploy/readme.md",
  "deploy/node_modules/x.yaml",
  "deploy/.git/y.yaml",
  "deploy/.applied-too.yaml",
  "empty/x.txt",
]) {
  writeFileSync(join(folder, file), file);
}
writeFileSync(join(folder, "latin1.yaml"), Buffer.from([0x61, 0x3a, 0x20, 0xe4]));
writeFileSync(join(folder, "large.yaml"), "");
truncateSync(join(folder, "large.yaml"), LARGEST_BYTES + 1);

const read = (...paths: string[]) =>
  readSources(
    paths.map((path) => (path === "-" ? path : join(folder, path))),
    captured("from stdin").stdin,
  );

it("reads folders recursively in order, files of any name, and standard input", async () => {
  const { sources, problems } = await read("deploy", "deploy/readme.md", "deploy/b/../z.yaml", "-");
  expect(sources.map(({ text }) => text)).toEqual([
    "deploy/.applied-too.yaml",
    "deploy/a.YML",
    "deploy/b/c.json",
    "deploy/z.yaml",
    "deploy/readme.md",
    "from stdin",
  ]);
  expect(sources.at(-1)?.name).toBe("-");
  expect(problems).toEqual([]);
});

it("reports everything it cannot read at once, and still reads the rest", async () => {
  const { sources, problems } = await read("nowhere", "empty", "latin1.yaml", "large.yaml", "deploy/z.yaml");
  expect(problems.map((problem) => describeProblem(problem).replaceAll(`${folder}/`, ""))).toEqual([
    "nowhere: no such file or folder; a readable file or folder, or - for standard input, is allowed; correct the path",
    "empty: a folder without manifests; *.yaml, *.yml and *.json are read; name another folder",
    "latin1.yaml: not UTF-8 text; UTF-8 is allowed; convert the file to UTF-8",
    "large.yaml: larger than 50 MB; 50 MB a file are allowed; split it into several files",
  ]);
  expect(sources.map(({ text }) => text)).toEqual(["deploy/z.yaml"]);
});

it("stops reading standard input at the limit", async () => {
  const endless = async function* () {
    for (;;) yield new Uint8Array(LARGEST_BYTES / 2 + 1);
  };
  expect((await readSources(["-"], endless)).problems.map(({ given }) => given)).toEqual(["larger than 50 MB"]);
});

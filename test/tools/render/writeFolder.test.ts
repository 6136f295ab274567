import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { InputError } from "../../../policy/lib/problem.ts";
import { writeFolder } from "../../../tools/render/writeFolder.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "palisade-write-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("writes below folders that are not there yet", async () => {
  await writeFolder(join(folder, "a/b"), new Map([["one.yaml", "1"]]), "a/b");
  expect(readFileSync(join(folder, "a/b/one.yaml"), "utf8")).toBe("1");
});

it("names a folder that cannot be written as the user did, and leaves everything as it was", async () => {
  writeFileSync(join(folder, "file"), "mine");
  const failure = await writeFolder(join(folder, "file/out"), new Map([["one.yaml", "1"]]), "file/out").catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(InputError);
  expect((failure as InputError).message).toMatch(
    /^file\/out: cannot be written \((EEXIST|ENOTDIR)\); a folder that may be written; name another one or correct its permissions$/,
  );
  expect([readdirSync(folder), readFileSync(join(folder, "file"), "utf8")]).toEqual([["file"], "mine"]);
});

it("keeps what was there when a file's name is too long", async () => {
  await writeFolder(join(folder, "out"), new Map([["one.yaml", "1"]]), "out");
  await expect(writeFolder(join(folder, "out"), new Map([["x".repeat(300), "2"]]), "out")).rejects.toThrow(/\(ENAMETOOLONG\)/);
  expect([readdirSync(folder), readdirSync(join(folder, "out"))]).toEqual([["out"], ["one.yaml"]]);
});

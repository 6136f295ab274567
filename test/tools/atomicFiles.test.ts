import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readFolder, replaceFolder, writeFileAtomically } from "../../tools/atomicFiles.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "palisade-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("files that are never half there", () => {
  it("writes a file and leaves no temporary one", async () => {
    await writeFileAtomically(join(folder, "deep/file.txt"), "text");
    expect(await readFile(join(folder, "deep/file.txt"), "utf8")).toBe("text");
    expect(await readdir(join(folder, "deep"))).toEqual(["file.txt"]);
  });

  it("replaces a folder as a whole, so that stale files go", async () => {
    await replaceFolder(join(folder, "out"), new Map([["a/one.yaml", "1"]]));
    await replaceFolder(join(folder, "out"), new Map([["b/two.yaml", "2"]]));
    expect([...(await readFolder(join(folder, "out")))]).toEqual([["b/two.yaml", "2"]]);
    expect(await readdir(folder)).toEqual(["out"]);
  });

  it("keeps the old folder when the new one cannot be written", async () => {
    await replaceFolder(join(folder, "out"), new Map([["one.yaml", "1"]]));
    await writeFile(join(folder, "x"), "");
    const clash = new Map([
      ["a", "file"],
      ["a/b", "below a file"],
    ]);
    await expect(replaceFolder(join(folder, "out"), clash)).rejects.toThrow();
    expect([...(await readFolder(join(folder, "out")))]).toEqual([["one.yaml", "1"]]);
    expect((await readdir(folder)).sort()).toEqual(["out", "x"]);
  });

  it("reads a folder that is not there as empty", async () => {
    expect((await readFolder(join(folder, "none"))).size).toBe(0);
  });
});

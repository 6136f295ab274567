import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { inScratchFolder } from "../../../tools/preview/scratchFolder.ts";

const module_ = join(import.meta.dirname, "../../../tools/preview/scratchFolder.ts");

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "palisade-test-"));
});
afterAll(() => rmSync(root, { recursive: true }));

describe("a scratch folder", () => {
  it("is there while it is used, and gone afterwards", async () => {
    const folder = await inScratchFolder(async (lent) => {
      writeFileSync(join(lent, "results.json"), "{}");
      return Promise.resolve(lent);
    });
    expect(existsSync(folder)).toBe(false);
  });

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("is gone after %s, which ends the process as ever", async (signal) => {
    const script = join(root, `${signal}.ts`);
    writeFileSync(
      script,
      `import { inScratchFolder } from ${JSON.stringify(module_)};
      setInterval(() => undefined, 1000);
      await inScratchFolder(async () => { console.log("ready"); await new Promise(() => undefined); });`,
    );
    const scratch = mkdtempSync(join(root, "tmp-"));
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script], {
      env: { ...process.env, TMPDIR: scratch },
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    expect(readdirSync(scratch)).toHaveLength(1);
    child.kill(signal);
    expect(await once(child, "exit")).toEqual([null, signal]);
    expect(readdirSync(scratch)).toEqual([]);
  });

  it("that cannot be made is bad input", async () => {
    const missing = join(root, "missing");
    vi.stubEnv("TMPDIR", missing);
    await expect(inScratchFolder(() => Promise.resolve())).rejects.toThrow(
      `TMPDIR: nothing can be written in ${missing} (ENOENT); an existing folder with room is allowed; set TMPDIR to one, or unset it`,
    );
    vi.unstubAllEnvs();
  });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runCheck } from "../../../policy/cli/check.ts";
import { guarded } from "../../../policy/cli/outcome.ts";
import { isStopping, type Report } from "../../../policy/lib/report.ts";
import { render } from "../../../tools/commands/render.ts";
import { captured } from "../../policy/cli/streams.ts";
import { REVIEWED } from "../../support/judgeRecord.ts";
import { expectSchema } from "./schema.ts";

const folder = mkdtempSync(join(tmpdir(), "palisade-render-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Renders the smallest and the largest stack of this project, and judges the files by the rules with the project's waivers. */
describe.each(["local", "prod"] as const)("palisade render --stack %s", (stack) => {
  const out = join(folder, stack);

  it("writes a file for each object in apply order, and check accepts them all", async () => {
    const streams = captured();
    const code = await guarded(streams, false, () => render({ stack, cwd: ".", out, timeout: 120, json: true }, streams));
    expect([code, streams.errors()]).toEqual([0, ""]);
    const { files } = expectSchema("tools/commands/schemas/render.schema.json", streams.output()) as { files: string[] };
    expect(readdirSync(out).sort()).toEqual([".palisade-render", ...files]);
    expect(files.toSorted()).toEqual(files);
    expect(files[0]).toMatch(/^0+1-namespace-/);

    const { code: judged, stopping } = await check();
    expect([judged, stopping]).toEqual([0, []]);
  });

  it("keeps the keys of Secrets and none of their values", () => {
    const secret = readdirSync(out).find((name) => name.endsWith("-secret-gateway-gateway-runtime-secrets.yaml"));
    expect(readFileSync(join(out, String(secret)), "utf8")).toContain("\nstringData:\n  approval_signing_key: (secret)\n");
  });

  async function check(): Promise<{ readonly code: number; readonly stopping: readonly string[] }> {
    const streams = captured();
    const options = { filename: [out], profile: stack, stack, waivers: "waivers.yaml", json: true };
    const code = await guarded(streams, false, () => runCheck(options, streams, REVIEWED));
    const report = JSON.parse(streams.output()) as Report;
    return { code, stopping: report.results.filter(isStopping).map(({ rule, message }) => `${rule}: ${message}`) };
  }
});

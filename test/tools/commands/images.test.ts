import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { IMAGE_KEYS, IMAGES, renderImage } from "../../../components/shared/images.ts";
import { imagesList, imagesLock, type ImagesOptions } from "../../../tools/commands/images.ts";
import type { Resolve } from "../../../tools/images/lock.ts";
import { captured } from "../../policy/cli/streams.ts";
import { expectSchema } from "./schema.ts";

const committed = readFileSync("components/shared/images.json", "utf8");
const newDigest = `sha256:${"cd".repeat(32)}`;
const others = IMAGE_KEYS.length - 1;

let folder: string;
let table: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "palisade-images-"));
  table = join(folder, "images.json");
  copyFileSync("components/shared/images.json", table);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Registries that say what the table says, but of envoy. */
const registries =
  (envoy: Awaited<ReturnType<Resolve>>): Resolve =>
  (image) =>
    Promise.resolve(image === IMAGES.envoy ? envoy : { ok: true, digest: image.digest ?? "" });
const moved = registries({ ok: true, digest: newDigest });
const same = registries({ ok: true, digest: IMAGES.envoy.digest ?? "" });
const gone = registries({ ok: false, why: "answered 404" });

async function lock(resolve: Resolve, options: ImagesOptions = {}) {
  const streams = captured();
  const code = await imagesLock(options, streams, { resolve, table });
  return { code, output: streams.output(), errors: streams.errors(), table: readFileSync(table, "utf8") };
}

describe("palisade images list", () => {
  it("names every image as a pod does", async () => {
    const streams = captured();
    expect(await imagesList({}, streams)).toBe(0);
    expect(streams.output().split("\n")).toEqual([
      ...IMAGE_KEYS.map((key) => `${key.padEnd(24)} ${renderImage(IMAGES[key])}`),
      "",
    ]);
  });

  it("as JSON", async () => {
    const streams = captured();
    await imagesList({ json: true }, streams);
    expect(expectSchema("tools/commands/schemas/images-list.schema.json", streams.output())).toEqual({
      images: IMAGE_KEYS.map((key) => ({ key, image: renderImage(IMAGES[key]) })),
    });
  });
});

describe("palisade images lock", () => {
  it("0 where nothing changed; progress goes to standard error", async () => {
    const { code, output, errors } = await lock(same);
    expect([code, output]).toEqual([0, `${others + 1} images: ${others + 1} unchanged, 0 changed, 0 not resolved\n`]);
    expect(errors).toContain(`unchanged envoy: ${IMAGES.envoy.digest}\n`);
  });

  it("1 where a digest changed, and writes nothing without --write", async () => {
    expect(await lock(moved)).toMatchObject({
      code: 1,
      output: `${others + 1} images: ${others} unchanged, 1 changed, 0 not resolved\n`,
      table: committed,
    });
  });

  it("0 where the change was written", async () => {
    expect(await lock(moved, { write: true })).toMatchObject({
      code: 0,
      output: `${others + 1} images: ${others} unchanged, 1 changed and written, 0 not resolved\n`,
      table: committed.replace(IMAGES.envoy.digest ?? "", newDigest),
    });
  });

  it("1 where a registry has no answer, and keeps the digest there is", async () => {
    const { code, errors, table: after } = await lock(gone, { write: true });
    expect([code, after]).toEqual([1, committed]);
    expect(errors).toContain("failed    envoy: answered 404\n");
  });

  it("as JSON, alone on standard output", async () => {
    const { code, output } = await lock(moved, { json: true });
    const printed = expectSchema("tools/commands/schemas/images-lock.schema.json", output) as { images: { state: string }[] };
    expect([code, printed.images.filter(({ state }) => state === "changed")]).toEqual([
      1,
      [{ key: "envoy", image: renderImage(IMAGES.envoy), state: "changed", detail: newDigest }],
    ]);
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { IMAGES } from "../../../components/shared/images.ts";
import { lockedTable, lockRow } from "../../../tools/images/lock.ts";

const other = `sha256:${"cd".repeat(32)}`;

describe("locking the image table", () => {
  it("leaves an image with the same digest alone", () => {
    expect(lockRow("envoy", { ok: true, digest: IMAGES.envoy.digest ?? "" }).state).toBe("unchanged");
  });

  it("reports a new digest and a failure", () => {
    expect(lockRow("envoy", { ok: true, digest: other })).toMatchObject({ state: "changed", detail: other });
    expect(lockRow("envoy", { ok: false, why: "answered 404" })).toMatchObject({ state: "failed", detail: "answered 404" });
  });

  it("writes only the changed digest, in the committed form", () => {
    const committed = readFileSync("components/shared/images.json", "utf8");
    expect(lockedTable([])).toBe(committed);
    expect(lockedTable([lockRow("envoy", { ok: true, digest: other })])).toBe(
      committed.replace(IMAGES.envoy.digest ?? "", other),
    );
    expect(lockedTable([lockRow("envoy", { ok: false, why: "answered 404" })])).toBe(committed);
  });
});

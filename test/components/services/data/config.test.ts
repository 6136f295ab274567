import { describe, expect, it } from "vitest";
import { dataConfig } from "../../../../components/services/data/config.ts";

describe("palisade:data", () => {
  it("has a default for everything", () => {
    expect(dataConfig.parse(undefined)).toEqual({ engine: "valkey", maxMemory: "256mb", storage: "1Gi" });
  });

  it.each(["256", "256Mi", "0mb", "1.5gb", ""])(
    "refuses %j as an amount of memory: Valkey would read it as something else",
    (maxMemory) => {
      expect(dataConfig.safeParse({ maxMemory }).success).toBe(false);
    },
  );

  it("refuses an engine that is not built", () => {
    expect(dataConfig.safeParse({ engine: "keydb" }).success).toBe(false);
  });
});

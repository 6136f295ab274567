import { describe, expect, it } from "vitest";
import { configChecksum, secretChecksum } from "../../../components/workload/checksum.ts";

describe("checksums", () => {
  it("of ConfigMaps depend on names, keys, text and binary files, and on no order", () => {
    const one = { name: "a", data: { x: "1", y: "2" } };
    const two = { name: "b", data: {} };
    const checksum = configChecksum([one, two]);
    expect(checksum).toMatch(/^[0-9a-f]{64}$/);
    expect(configChecksum([two, { name: "a", data: { y: "2", x: "1" } }])).toBe(checksum);
    const others = [
      [{ ...one, name: "c" }, two],
      [{ ...one, data: { x: "1", z: "2" } }, two],
      [{ ...one, data: { x: "1", y: "3" } }, two],
      [{ ...one, binaryData: { f: "AA==" } }, two],
      [one],
    ].map(configChecksum);
    expect(new Set([checksum, ...others]).size).toBe(6);
  });

  it("of no ConfigMap is none", () => {
    expect(configChecksum([])).toBeUndefined();
  });

  it("of a Secret show nothing of it and change with it", () => {
    expect(secretChecksum({ a: "one", b: "two" })).toBe(secretChecksum({ b: "two", a: "one" }));
    expect(secretChecksum({ a: "one" })).not.toBe(secretChecksum({ a: "two" }));
    expect(secretChecksum({ a: "one" })).not.toContain("one");
  });
});

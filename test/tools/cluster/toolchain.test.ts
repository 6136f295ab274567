import { describe, expect, it } from "vitest";
import { versionDoes } from "../../../tools/cluster/toolchain/installed.ts";
import { buildKey, linkerFlags, pinnedVersion, PINS } from "../../../tools/cluster/toolchain/pins.ts";

describe("the pinned programs", () => {
  it("have the versions that their go.mod requires", () => {
    expect(Object.fromEntries(PINS.map((pin) => [pin.name, pinnedVersion(pin)]))).toEqual({
      certs: undefined,
      etcd: "v3.6.12",
      kwok: "v0.8.0",
      kubernetes: "v1.36.3",
      helm: "v3.19.0",
      pulumi: "v3.259.0",
    });
  });

  it("are cached under a name that differs by compiler, and is the same twice", () => {
    const [pin] = PINS.slice(-1);
    if (pin === undefined) throw new Error("there are no pins");
    expect(buildKey(pin, "go1.26.8")).toBe(buildKey(pin, "go1.26.8"));
    expect(buildKey(pin, "go1.26.8")).not.toBe(buildKey(pin, "go1.26.9"));
  });

  it("report their version", () => {
    const kubernetes = PINS.find((pin) => pin.name === "kubernetes");
    expect(kubernetes && linkerFlags(kubernetes)).toContain("-X k8s.io/component-base/version.gitMinor=36");
  });
});

describe("an installed program", () => {
  it.each([
    ["same-minor", "v1.36.0", true],
    ["same-minor", "v1.36.3+k3s1", true],
    ["same-minor", "v1.37.0", false],
    ["same-minor", "v1.36.3-rc.1", false],
    ["newer-minor", "v1.40.1", true],
    ["newer-minor", "v1.35.9", false],
    ["newer-minor", "v2.0.0", false],
    ["newer-minor", "unknown", false],
  ] as const)("is taken by the rule %s in version %s: %s", (accepts, version, taken) => {
    expect(versionDoes(accepts, version, "v1.36.3")).toBe(taken);
  });
});

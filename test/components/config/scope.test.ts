import { describe, expect, it } from "vitest";
import { LAYERS, readsSetting, scopeConfig, scopeProblems } from "../../../components/config/scope.ts";
import { describeProblem } from "../../../components/shared/problem.ts";

const problems = (...layers: readonly string[]): readonly string[] =>
  scopeProblems(scopeConfig.parse({ layers })).map(describeProblem);

describe("the layers of a run", () => {
  it("are all of them, unless the stack says otherwise", () => {
    expect(scopeConfig.parse({}).layers).toEqual(LAYERS);
  });

  it.each([
    [["audit"]],
    [["cloud"]],
    [["audit", "cloud"]],
    [["cloud", "audit"]],
    [["audit", "cloud", "platform"]],
    [["audit", "cloud", "platform", "services"]],
    [[...LAYERS]],
  ])("may be %j", (layers) => {
    expect(problems(...layers)).toEqual([]);
  });

  it.each([
    [
      ["platform"],
      [
        "palisade:scope.layers: was [platform]: platform without cloud; a layer comes with every layer that it stands on; add cloud, or leave platform for later",
      ],
    ],
    [
      ["cloud", "platform", "services"],
      [
        "palisade:scope.layers: was [cloud, platform, services]: services without audit; a layer comes with every layer that it stands on; add audit, or leave services for later",
      ],
    ],
    [
      ["audit", "cloud", "services"],
      [
        "palisade:scope.layers: was [audit, cloud, services]: services without platform; a layer comes with every layer that it stands on; add platform, or leave services for later",
      ],
    ],
    [
      ["audit", "tenants"],
      [
        "palisade:scope.layers: was [audit, tenants]: tenants without cloud, platform, services; a layer comes with every layer that it stands on; add cloud, platform, services, or leave tenants for later",
      ],
    ],
    [
      ["audit", "platform", "services"],
      [
        "palisade:scope.layers: was [audit, platform, services]: platform without cloud; a layer comes with every layer that it stands on; add cloud, or leave platform for later",
        "palisade:scope.layers: was [audit, platform, services]: services without cloud; a layer comes with every layer that it stands on; add cloud, or leave services for later",
      ],
    ],
    [["audit", "cloud", "audit"], ["palisade:scope.layers: names audit twice; each layer once; remove one"]],
  ])("may not be %j", (layers, messages) => {
    expect(problems(...layers)).toEqual(messages);
  });
});

describe("a setting", () => {
  it.each([
    ["palisade:trustDomain", true],
    ["palisade:audit.bucket", true],
    ["palisade:cluster.name", true],
    ["palisade:identity.datastore.instance", true],
    ["palisade:identity.datastore.caCertificate", false],
    ["palisade:identity.keyManager.vault", false],
    ["palisade:gateway.policyBundle", false],
    ["palisade:tools.s3.allowedBuckets[0]", false],
    ["palisade:gatewayOfAnother", true],
  ])("%s is read by a run of audit and cloud: %s", (path, read) => {
    expect(readsSetting(["audit", "cloud"], path)).toBe(read);
    expect(readsSetting(LAYERS, path)).toBe(true);
  });

  it("of the store is read with the store, and of the cluster with the cluster", () => {
    const paths = ["palisade:audit.bucket", "palisade:cluster.admins[0]"];
    expect(paths.map((path) => readsSetting(["audit"], path))).toEqual([true, false]);
    expect(paths.map((path) => readsSetting(["cloud"], path))).toEqual([false, true]);
  });
});

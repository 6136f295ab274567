import { expect, it } from "vitest";
import { canonical, goldenDifferences, goldenFiles } from "../../../tools/golden/goldenFiles.ts";
import { recorded, recordWith } from "../engine/resources.ts";

const platform = { ...recorded("palisade:platform:Platform", "palisade", {}), custom: false };
const data = { ...recorded("palisade:services:Data", "data", {}), custom: false, parent: platform.urn };
const secret = {
  ...recorded("kubernetes:core/v1:Secret", "keys", { stringData: { $secret: true } }),
  parent: data.urn,
  protect: true,
  source: "index.ts:3:1",
  secretKeys: { stringData: ["a"] },
};

it("records each top component in a file of its own, and the run apart", () => {
  const files = goldenFiles(recordWith([platform, data, secret]));
  expect([...files.keys()]).toEqual(["data.json", "run.json", "stack.json"]);
  expect(JSON.parse(files.get("data.json") ?? "")).toMatchObject([{ name: "data" }, { name: "keys" }]);
});

it("leaves out defaults, source positions and what stands elsewhere", () => {
  const [, kept] = JSON.parse(goldenFiles(recordWith([platform, data, secret])).get("data.json") ?? "") as object[];
  expect(kept).toEqual({
    urn: secret.urn,
    type: "kubernetes:core/v1:Secret",
    name: "keys",
    custom: true,
    parent: data.urn,
    inputs: { stringData: { $secret: true } },
    protect: true,
  });
});

it("leaves out the aliases that stand for older API versions, and keeps those of the program", () => {
  const former = "urn:pulumi:dev::palisade::palisade:platform:Platform$azure-native:network:VirtualNetwork::former";
  const older = "urn:pulumi:dev::palisade::palisade:platform:Platform$azure-native:network/v20150501preview:VirtualNetwork::net";
  const network = { ...recorded("azure-native:network:VirtualNetwork", "net", {}), aliases: [former, older] };
  expect(JSON.parse(goldenFiles(recordWith([network])).get("net.json") ?? "")).toMatchObject([{ aliases: [former] }]);
});

it("is the same text for the same value", () => {
  expect(canonical({ b: [{ d: 1, c: 2 }], a: null })).toBe(canonical({ a: null, b: [{ c: 2, d: 1 }] }));
});

it("names the first line that differs, files that are new and files that are gone", () => {
  const committed = new Map([
    ["a.json", "{\n  1\n}\n"],
    ["b.json", "{}\n"],
    ["d.json", "same"],
  ]);
  const present = new Map([
    ["a.json", "{\n  2\n}\n"],
    ["c.json", "{}\n"],
    ["d.json", "same"],
  ]);
  expect(goldenDifferences(committed, present)).toEqual(['a.json: line 2 was "1", is "2"', "b.json: gone", "c.json: new"]);
});

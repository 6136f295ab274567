import { expect, it } from "vitest";
import { parse } from "yaml";
import { manifestFiles } from "../../../tools/render/manifests.ts";

const object = (kind: string, name: string, namespace?: string) => ({
  apiVersion: "v1",
  kind,
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
});

it("numbers files in the order given, in as many digits as the last needs", () => {
  const objects = Array.from({ length: 10 }, (_, index) => object("ConfigMap", `c${index}`, "shop"));
  const names = [...manifestFiles([...objects]).keys()];
  expect([names[0], names[9]]).toEqual(["01-configmap-shop-c0.yaml", "10-configmap-shop-c9.yaml"]);
  expect(names.toSorted()).toEqual(names);
});

it("makes a safe file name of any name", () => {
  expect([...manifestFiles([object("ClusterRole", "system:a/../b")]).keys()]).toEqual(["1-clusterrole-system_a_.._b.yaml"]);
});

it("writes long lines and equal values whole, without anchors, to be read back the same", () => {
  const shared = { text: "word ".repeat(60).trim() };
  const given = { ...object("ConfigMap", "c"), data: { first: shared, second: shared } };
  const [text = ""] = [...manifestFiles([given]).values()];
  expect(text).not.toMatch(/[&*]a\d/);
  expect(text.split("\n").filter((line) => line.includes("word"))).toHaveLength(2);
  expect(parse(text)).toEqual(given);
});

it("keeps the data of a Secret a map, also when nothing of it is known", () => {
  const [text = ""] = [...manifestFiles([{ ...object("Secret", "s"), stringData: "(secret)" }]).values()];
  expect(parse(text)).toEqual({ ...object("Secret", "s"), stringData: {} });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  elements,
  entries,
  findUnknown,
  isAbsent,
  isList,
  isRecord,
  isUnknown,
  items,
  number,
  read,
  text,
} from "../../../policy/lib/plain.ts";
import { UNKNOWN, type Plain } from "../../../policy/lib/verdict.ts";

const pod: Plain = {
  spec: {
    containers: [
      { name: "a", image: UNKNOWN },
      { name: "b", ports: [80] },
    ],
    volumes: UNKNOWN,
  },
  empty: null,
};

describe("read", () => {
  it.each<[readonly (string | number)[], Plain]>([
    [["spec", "containers", 0, "name"], "a"],
    [["spec", "containers", 0, "image"], UNKNOWN],
    [["spec", "containers", 1, "ports", 0], 80],
    [["spec", "volumes"], UNKNOWN],
    [["spec", "volumes", 0, "emptyDir", "sizeLimit"], UNKNOWN],
    [["spec", "containers", 2], undefined],
    [["spec", "containers", "name"], undefined],
    [["spec", 0], undefined],
    [["empty"], null],
    [["empty", "deeper"], undefined],
    [["constructor"], undefined],
    [["spec", "containers", "length"], undefined],
    [[], pod],
  ])("%j", (path, expected) => {
    expect(read(pod, ...path)).toBe(expected);
  });

  it("never throws, whatever stands on the path", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.oneof(fc.string(), fc.nat(3))), (value, path) => {
        read(value as Plain, ...path);
      }),
    );
  });
});

it("tells shapes apart", () => {
  expect([isUnknown(UNKNOWN), isUnknown("unknown")]).toEqual([true, false]);
  expect([isList([]), isList({}), isList(UNKNOWN)]).toEqual([true, false, false]);
  expect([isRecord({}), isRecord([]), isRecord(null), isRecord(UNKNOWN)]).toEqual([true, false, false, false]);
  expect([isAbsent(null), isAbsent(undefined), isAbsent(""), isAbsent(UNKNOWN)]).toEqual([true, true, false, false]);
  expect([text("a"), text(1), text(UNKNOWN)]).toEqual(["a", undefined, undefined]);
  expect([number(0), number("0"), number(UNKNOWN)]).toEqual([0, undefined, undefined]);
});

it("lists elements with their paths, an unknown list as one unknown element", () => {
  expect(elements(["a", UNKNOWN], "spec.args")).toEqual([
    { value: "a", path: "spec.args[0]" },
    { value: UNKNOWN, path: "spec.args[1]" },
  ]);
  expect(elements(UNKNOWN, "spec.args")).toEqual([{ value: UNKNOWN, path: "spec.args" }]);
  expect(elements(null, "spec.args")).toEqual([]);
  expect(elements("not a list", "spec.args")).toEqual([]);
  expect([items(UNKNOWN), items({}), items([1])]).toEqual([[UNKNOWN], [], [1]]);
  expect([entries({ a: 1 }), entries(UNKNOWN), entries([1])]).toEqual([[["a", 1]], [], []]);
});

it("finds the first unknown", () => {
  expect(findUnknown(pod, "")).toBe(".spec.containers[0].image");
  expect(findUnknown(UNKNOWN, "spec")).toBe("spec");
  expect(findUnknown({ a: [1, { b: "x" }] }, "spec")).toBeUndefined();
});

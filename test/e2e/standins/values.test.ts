import { describe, expect, it } from "vitest";
import { secret } from "../../../tools/engine/values.ts";
import { declaredPart, differences, plain, secretContents, withSecretsOf } from "./kubernetes/values.ts";

describe("what of a live object counts as declared", () => {
  it("is only what the program said, inside lists too, whatever the server added", () => {
    const declared = { spec: { containers: [{ name: "b", image: "x" }] } };
    const live = { spec: { containers: [{ name: "a" }, { name: "b", image: "y", imagePullPolicy: "Always" }], replicas: 1 } };
    expect(declaredPart(declared, live)).toEqual({ spec: { containers: [{ name: "b", image: "y" }] } });
  });

  it("is as declared where the server dropped it from the start, and missing where somebody took it away", () => {
    const declared = { readOnly: false, automount: false };
    expect(declaredPart(declared, {}, { automount: false })).toEqual({ readOnly: false });
  });
});

describe("secrets", () => {
  it("reach the server in plain text and nobody else", () => {
    expect(plain({ a: [secret("x")] })).toEqual({ a: ["x"] });
    expect(withSecretsOf({ a: [secret("x")], b: "y" }, { a: ["x"], b: "y" })).toEqual({ a: [secret("x")], b: "y" });
    expect(secretContents({ kind: "Secret", data: { a: "eA==" } })).toEqual({ kind: "Secret", data: secret({ a: "eA==" }) });
  });
});

describe("differences", () => {
  it("name the places that changed as Pulumi writes them", () => {
    const before = { spec: { ports: [1, 2] }, metadata: { labels: { "a.b/c": "1" } } };
    const after = { spec: { ports: [1] }, metadata: { labels: { "a.b/c": "2" } }, data: {} };
    expect(Object.fromEntries(differences(before, after))).toEqual({
      "spec.ports[1]": "delete",
      'metadata.labels["a.b/c"]': "update",
      data: "add",
    });
  });
});

import { describe, expect, it } from "vitest";

import { aliasUrn, buildUrn, packageOf, parseUrn, stackUrn, urnOfReference } from "../../../tools/engine/urn.ts";

const scope = { stack: "dev", project: "demo" };
const stack = stackUrn(scope);
const outer = buildUrn(scope, { type: "acme:x:Outer", name: "o", parent: stack });
const inner = buildUrn(scope, { type: "acme:x:Inner", name: "i", parent: outer });

describe("a URN", () => {
  it("leaves the root stack out of the chain of types", () => {
    expect(stack).toBe("urn:pulumi:dev::demo::pulumi:pulumi:Stack::demo-dev");
    expect(outer).toBe("urn:pulumi:dev::demo::acme:x:Outer::o");
  });

  it("holds the types of all ancestors", () => {
    expect(buildUrn(scope, { type: "aws:s3/bucket:Bucket", name: "b", parent: inner })).toBe(
      "urn:pulumi:dev::demo::acme:x:Outer$acme:x:Inner$aws:s3/bucket:Bucket::b",
    );
  });

  it("is read back, even with colons in the name", () => {
    expect(parseUrn("urn:pulumi:dev::demo::a:b:C$d:e:F::x::y:z")).toEqual({
      stack: "dev",
      project: "demo",
      typeChain: ["a:b:C", "d:e:F"],
      type: "d:e:F",
      name: "x::y:z",
    });
    expect(parseUrn("arn:aws:s3:::bucket")).toBeUndefined();
  });

  it("is the first part of a provider reference", () => {
    expect(urnOfReference(`${outer}::04da6b54-80e4-46f7-96ec-b56ff0331ba9`)).toBe(outer);
    expect(packageOf("kubernetes:apps/v1:Deployment")).toBe("kubernetes");
  });
});

describe("an alias", () => {
  const current = { ...scope, type: "acme:x:Thing", name: "t", parent: outer };

  it.each([
    ["a URN", { urn: "urn:pulumi:dev::demo::a:b:C::old" }, "urn:pulumi:dev::demo::a:b:C::old"],
    ["another name", { name: "old" }, "urn:pulumi:dev::demo::acme:x:Outer$acme:x:Thing::old"],
    ["another type", { type: "acme:x:Old" }, "urn:pulumi:dev::demo::acme:x:Outer$acme:x:Old::t"],
    ["another parent", { parent: inner }, "urn:pulumi:dev::demo::acme:x:Outer$acme:x:Inner$acme:x:Thing::t"],
    ["no parent", { noParent: true }, "urn:pulumi:dev::demo::acme:x:Thing::t"],
    ["another project and stack", { project: "p", stack: "s" }, "urn:pulumi:s::p::acme:x:Outer$acme:x:Thing::t"],
  ])("that says %s", (_, alias, urn) => {
    expect(aliasUrn(alias, current)).toBe(urn);
  });
});

import { describe, expect, it } from "vitest";
import { coversAction, isAnything, isEverybody } from "../../../../policy/lib/cloud/policyDocument.ts";

describe("isAnything", () => {
  it.each(["*", "**", "?*", "s3:*", "s*:*", "*:*", "arn:aws:s3:::*", 7, undefined])("%s is", (pattern) => {
    expect(isAnything(pattern)).toBe(true);
  });
  it.each(["s3:Get*", "s3:GetObject", "arn:aws:s3:::bucket/*", "arn:aws:s3:::b*"])("%s is not", (pattern) => {
    expect(isAnything(pattern)).toBe(false);
  });
});

describe("coversAction", () => {
  it.each([
    ["s3:DeleteObject*", "s3:DeleteObjectVersion", true],
    ["S3:deleteobjectversion", "s3:DeleteObjectVersion", true],
    ["*", "s3:DeleteObjectVersion", true],
    ["s3:?eleteObjectVersion", "s3:DeleteObjectVersion", true],
    ["s3:DeleteObject", "s3:DeleteObjectVersion", false],
    ["s3.DeleteObjectVersion", "s3:DeleteObjectVersion", false],
    ["(((((", "s3:DeleteObjectVersion", false],
  ])("%s and %s: %s", (pattern, action, covers) => {
    expect(coversAction(pattern, action)).toBe(covers);
  });
});

describe("isEverybody", () => {
  it.each([["*"], [{ AWS: "*" }], [{ AWS: ["111122223333", "*"] }]])("%j is", (principal) => {
    expect(isEverybody(principal)).toBe(true);
  });
  it.each([[undefined], [{ Service: "logs.amazonaws.com" }], [{ AWS: "arn:aws:iam::111122223333:role/*" }]])(
    "%j is not",
    (principal) => {
      expect(isEverybody(principal)).toBe(false);
    },
  );
});

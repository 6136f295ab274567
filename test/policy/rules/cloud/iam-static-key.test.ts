import { describe, expect, test } from "vitest";
import { iamStaticKey } from "../../../../policy/rules/cloud/iam-static-key.ts";
import { iamRole } from "../../fixtures/cloud.ts";
import { judge, NOT_APPLICABLE, pulumiResource } from "../cases.ts";
import { of } from "./cloudCases.ts";

describe("iam-static-key [P-81]", () => {
  test.each([
    "aws:iam/accessKey:AccessKey",
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
    "aws:iam/userLoginProfile:UserLoginProfile",
    "gcp:serviceaccount/key:Key",
    "gcp:storage/hmacKey:HmacKey",
  ])("refuses %s", (type) => {
    expect(judge(iamStaticKey, pulumiResource(type))).toEqual([
      `${type} test is a key that does not expire; allowed: short-lived credentials`,
    ]);
  });

  test("says nothing of roles", () => {
    expect(judge(iamStaticKey, of(iamRole))).toEqual([NOT_APPLICABLE]);
  });
});

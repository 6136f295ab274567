import { describe, expect, it } from "vitest";
import { policiesIn } from "../../../tools/validate/policies.ts";
import { recordOf } from "../recordOf.ts";

describe("policiesIn", () => {
  it("takes the identity policies that are known, and the deployer's", () => {
    const record = recordOf([
      ["aws:iam/rolePolicy:RolePolicy", { policy: '{"Version":"2012-10-17"}' }],
      ["aws:iam/rolePolicy:RolePolicy", { policy: { $unknown: true } }],
      ["gcp:kms/keyRing:KeyRing", { policy: "{}" }],
    ]);
    const [own, deployer, ...others] = policiesIn(record);
    expect(own).toEqual({ name: "0", document: '{"Version":"2012-10-17"}' });
    expect(deployer?.name).toBe("deployer");
    expect(JSON.parse(deployer?.document ?? "")).toMatchObject({ Version: "2012-10-17" });
    expect(others).toEqual([]);
  });

  it("finds none in a stack without AWS", () => {
    expect(policiesIn(recordOf([["kubernetes:core/v1:Namespace", {}]]))).toEqual([]);
  });
});

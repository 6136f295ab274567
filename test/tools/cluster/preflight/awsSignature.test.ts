import { describe, expect, it } from "vitest";
import { signedHeaders } from "../../../../tools/cluster/preflight/awsSignature.ts";

// Keys, time and signatures of AWS's own test suite for Signature Version 4.
const KEYS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const NOW = new Date("2015-08-30T12:36:00Z");
const REQUEST = { url: new URL("https://example.amazonaws.com/"), service: "service", region: "us-east-1" };
const CREDENTIAL = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request";

describe("a request to AWS", () => {
  it("is signed as AWS's test suite says, get-vanilla", () => {
    expect(signedHeaders({ ...REQUEST, method: "GET" }, KEYS, NOW)["authorization"]).toBe(
      `${CREDENTIAL}, SignedHeaders=host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31`,
    );
  });

  it("is signed as AWS's test suite says, post-x-www-form-urlencoded", () => {
    expect(signedHeaders({ ...REQUEST, method: "POST", body: "Param1=value1" }, KEYS, NOW)["authorization"]).toBe(
      `${CREDENTIAL}, SignedHeaders=content-type;host;x-amz-date, Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a`,
    );
  });

  it("names the session that its keys are of", () => {
    const headers = signedHeaders({ ...REQUEST, method: "GET" }, { ...KEYS, sessionToken: "session" }, NOW);
    expect(headers).toMatchObject({ "x-amz-security-token": "session" });
    expect(headers["authorization"]).toContain("SignedHeaders=host;x-amz-date;x-amz-security-token,");
  });
});

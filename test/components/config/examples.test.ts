import { describe, expect, it } from "vitest";
import { exampleValues } from "../../../components/config/examples.ts";
import { parseStack } from "../../../components/config/parse.ts";
import { changed, goodStack, rawStack } from "../../support/stacks.ts";

function examplesOf(values: Readonly<Record<string, unknown>>): readonly string[] {
  const parsed = parseStack(rawStack(values), "2026-11-21");
  if (!parsed.ok) throw new Error("the fixture must parse");
  return exampleValues(parsed.config).map((example) => `${example.path} = ${example.value}`);
}

describe("example values", () => {
  it("finds none in a stack of one's own", () => {
    expect(examplesOf(goodStack)).toEqual([]);
  });

  it.each([
    [
      "a name that starts with example-",
      "tools",
      { s3: { allowedBuckets: ["example-bucket"] } },
      "palisade:tools.s3.allowedBuckets[0] = example-bucket",
    ],
    ["an example domain", "trustDomain", "precinct.example.com", "palisade:trustDomain = precinct.example.com"],
    [
      "an account of AWS's documentation",
      "cloud",
      { provider: "aws", accountId: "111122223333", region: "eu-central-1", owner: "platform" },
      "palisade:cloud.accountId = 111122223333",
    ],
    [
      "a principal of such an account",
      "cloud",
      {
        provider: "aws",
        accountId: "222233334444",
        region: "eu-central-1",
        owner: "platform",
        assumeRole: "arn:aws:iam::444455556666:role/deploy",
      },
      "palisade:cloud.assumeRole = arn:aws:iam::444455556666:role/deploy",
    ],
    [
      "a subscription nobody has",
      "cloud",
      {
        provider: "azure",
        subscriptionId: "11111111-2222-4333-8444-555555555555",
        tenantId: "0a1b2c3d-4e5f-4a7b-8c9d-0e1f2a3b4c5d",
        region: "germanywestcentral",
        owner: "platform",
      },
      "palisade:cloud.subscriptionId = 11111111-2222-4333-8444-555555555555",
    ],
    ["a documentation address", "cluster", { nodeCidrs: ["192.0.2.0/24"] }, "palisade:cluster.nodeCidrs[0] = 192.0.2.0/24"],
    [
      "an IPv6 documentation address",
      "cluster",
      { nodeCidrs: ["2001:db8:1::/48"] },
      "palisade:cluster.nodeCidrs[0] = 2001:db8:1::/48",
    ],
  ])("finds %s", (_title, key, value, expected) => {
    expect(examplesOf(changed(key, value))).toEqual([expected]);
  });

  it.each([
    ["a name that only contains the word", "trustDomain", "myexample.internal"],
    ["a domain that only ends alike", "trustDomain", "counterexample.com.internal"],
    ["a real address", "cluster", { nodeCidrs: ["198.51.99.0/24"] }],
  ])("does not take %s for one", (_title, key, value) => {
    expect(examplesOf(changed(key, value))).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { publicAccessProblems } from "../../../../components/cloud/cluster/publicAccess.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";

function refused(access: Parameters<typeof publicAccessProblems>[0], privateApiServer = false): readonly string[] {
  return publicAccessProblems(access, { privateApiServer, others: "vpcRunner" }).map(describeProblem);
}

describe("a public API server", () => {
  it("is taken where the profile lets it be, for networks that are named", () => {
    expect(refused({ mode: "publicCidrs", cidrs: ["8.8.8.0/24", "9.9.9.9/32"] })).toEqual([]);
  });

  it("is refused where the profile wants none", () => {
    expect(refused({ mode: "publicCidrs", cidrs: ["8.8.8.0/24"] }, true)).toEqual([
      "palisade:cluster.access.mode: was publicCidrs; the API server has no public address where controls.privateApiServer is on; choose vpcRunner, or lower the control with a waiver",
    ]);
  });

  it.each([
    [
      "0.0.0.0/0",
      "was 0.0.0.0/0; a network from the internet is /16 or narrower; name the networks that deployers come from; two halves of the internet are the internet too",
    ],
    [
      "10.0.0.0/24",
      "was 10.0.0.0/24, which is private; the public address is only ever called from public addresses; name the address that deployers appear under",
    ],
  ])("is refused for %s", (cidr, message) => {
    expect(refused({ mode: "publicCidrs", cidrs: [cidr] })).toEqual([`palisade:cluster.access.cidrs[0]: ${message}`]);
  });

  it("is refused for a network that is named twice", () => {
    expect(refused({ mode: "publicCidrs", cidrs: ["8.8.8.0/24", "8.8.8.0/24"] })).toEqual([
      "palisade:cluster.access.cidrs: lists 8.8.8.0/24 more than once; a network is let in once; remove the repetition",
    ]);
  });

  it("is nothing that other ways in are asked for", () => {
    expect(refused({ mode: "vpcRunner" }, true)).toEqual([]);
  });
});

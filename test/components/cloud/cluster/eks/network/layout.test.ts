import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { subnetLayout, tierCidrs, vpcResolver } from "../../../../../../components/cloud/cluster/eks/network/layout.ts";
import { overlap, within } from "../../../../../../components/cloud/cluster/networks.ts";

const ZONES = ["eu-central-1a", "eu-central-1b", "eu-central-1c", "eu-central-1d"];

/** A VPC of every size and place, and zones in any number. */
const network = fc
  .record({
    prefix: fc.integer({ min: 16, max: 20 }),
    second: fc.nat(255),
    block: fc.nat(15),
    zones: fc.integer({ min: 2, max: 4 }),
  })
  .map(({ prefix, second, block, zones }) => ({
    vpc: `10.${second}.${(block % 2 ** (prefix - 16)) * 2 ** (24 - prefix)}.0/${prefix}`,
    zones: ZONES.slice(0, zones),
  }));

describe("the subnets of a VPC", () => {
  it("are cut from it, tier by tier and zone by zone", () => {
    const layout = subnetLayout("10.30.0.0/16", ZONES.slice(0, 3));
    expect(tierCidrs(layout, "node")).toEqual(["10.30.0.0/19", "10.30.32.0/19", "10.30.64.0/19"]);
    expect(tierCidrs(layout, "public")).toEqual(["10.30.128.0/22", "10.30.132.0/22", "10.30.136.0/22"]);
    expect(tierCidrs(layout, "controlPlane")).toEqual(["10.30.144.0/22", "10.30.148.0/22", "10.30.152.0/22"]);
    expect(tierCidrs(layout, "endpoint")).toEqual(["10.30.160.0/22", "10.30.164.0/22", "10.30.168.0/22"]);
    expect(tierCidrs(layout, "data")).toEqual(["10.30.176.0/22", "10.30.180.0/22", "10.30.184.0/22"]);
  });

  it("lie in the VPC and share no address, whatever its size", () => {
    fc.assert(
      fc.property(network, ({ vpc, zones }) => {
        const cidrs = subnetLayout(vpc, zones).map(({ cidr }) => cidr);
        expect(cidrs.filter((cidr) => !within(cidr, vpc))).toEqual([]);
        const pairs = cidrs.flatMap((cidr, index) => cidrs.slice(0, index).filter((earlier) => overlap(earlier, cidr)));
        expect(pairs).toEqual([]);
      }),
    );
  });

  it("stay where they are when a zone is added", () => {
    fc.assert(
      fc.property(network, ({ vpc, zones }) => {
        const before = subnetLayout(vpc, zones.slice(0, -1));
        expect(subnetLayout(vpc, zones).slice(0, before.length)).toEqual(before);
      }),
    );
  });

  it("leave room for the API server's interfaces in the smallest VPC", () => {
    expect(tierCidrs(subnetLayout("10.0.16.0/20", ZONES), "controlPlane")).toEqual([
      "10.0.25.0/26",
      "10.0.25.64/26",
      "10.0.25.128/26",
      "10.0.25.192/26",
    ]);
  });

  it.each([
    ["10.30.0.0/16", "10.30.0.2"],
    ["192.168.240.0/20", "192.168.240.2"],
  ])("of %s ask %s for names", (vpc, resolver) => {
    expect(vpcResolver(vpc)).toBe(resolver);
  });
});

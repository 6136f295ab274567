import { BlockList } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  contains,
  isNetworkAddress,
  metadataIn,
  networkOf,
  parseNetwork,
  type Network,
} from "../../../components/flow/addresses.ts";

const octet = fc.nat(255);
const ipv4 = fc
  .tuple(fc.tuple(octet, octet, octet, octet), fc.nat(32))
  .map(([octets, prefix]) => ({ address: octets.join("."), prefix }));

function network(cidr: string): Network {
  const parsed = parseNetwork(cidr);
  if (parsed === undefined) throw new Error(cidr);
  return parsed;
}

describe("contains", () => {
  it.each<[string, string, boolean]>([
    ["10.0.0.0/8", "10.1.0.0/16", true],
    ["10.1.0.0/16", "10.1.0.0/16", true],
    ["10.1.0.0/16", "10.0.0.0/8", false],
    ["10.1.0.0/24", "10.1.0.0/16", false],
    ["0.0.0.0/0", "2001:db8::/32", false],
    ["2001:db8::/32", "2001:db8:1::/48", true],
    ["2001:db8::/48", "2001:db8::/32", false],
  ])("%s of %s: %s", (outer, inner, expected) => {
    expect(contains(network(outer), network(inner))).toBe(expected);
  });

  it("agrees with the platform's own list of networks for every single IPv4 address", () => {
    fc.assert(
      fc.property(ipv4, fc.tuple(octet, octet, octet, octet), (outer, inner) => {
        const list = new BlockList();
        list.addSubnet(outer.address, outer.prefix);
        expect(contains(network(`${outer.address}/${outer.prefix}`), network(`${inner.join(".")}/32`))).toBe(
          list.check(inner.join(".")),
        );
      }),
    );
  });
});

describe("networkOf", () => {
  it("clears the host bits, and only then is it a network address", () => {
    fc.assert(
      fc.property(ipv4, ({ address, prefix }) => {
        const given = network(`${address}/${prefix}`);
        expect(isNetworkAddress(network(networkOf(given)))).toBe(true);
        expect(isNetworkAddress(given)).toBe(networkOf(given) === `${address}/${prefix}`);
      }),
    );
  });
});

describe("metadataIn", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["169.254.169.254/32", [], ["169.254.169.254"]],
    ["169.254.169.254/32", ["169.254.169.254/32"], []],
    ["169.254.169.252/30", ["169.254.169.254/31"], ["169.254.169.252"]],
    ["fd00:ec2::/32", [], ["fd00:ec2::254", "fd00:ec2::23"]],
    ["fd00:ec2::/32", ["fd00:ec2::/64"], []],
    ["10.0.0.0/8", [], []],
  ])("%s except %j", (cidr, except, expected) => {
    expect(metadataIn(cidr, except)).toEqual(expected);
  });
});

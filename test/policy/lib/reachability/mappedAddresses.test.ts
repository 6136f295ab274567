import { expect, test } from "vitest";
import { isInternet } from "../../../../policy/lib/cloud/internet.ts";
import { ALL_IPV4, cidrRange } from "../../../../policy/lib/reachability/addresses.ts";

test.each(["::ffff:0:0/96", "::ffff:0.0.0.0/96", "::FFFF:10.0.0.0/96"])("%s is all of IPv4", (cidr) => {
  expect([cidrRange(cidr)]).toEqual(ALL_IPV4);
  expect(isInternet([cidr])).toBe(true);
});

test("a mapped network is that of IPv4, and a mapped prefix too short for one stays of IPv6", () => {
  expect(cidrRange("::ffff:10.1.2.3/120")).toEqual(cidrRange("10.1.2.0/24"));
  expect(cidrRange("::ffff:0:0/95")?.start).toBeGreaterThan(0xffff_ffffn);
});

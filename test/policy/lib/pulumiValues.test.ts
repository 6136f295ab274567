import { createRequire } from "node:module";
import { asset } from "@pulumi/pulumi";
import { expect, it } from "vitest";
import { plainProperties, toPlain, UNKNOWN_SENTINELS } from "../../../policy/lib/pulumiValues.ts";
import { UNKNOWN } from "../../../policy/lib/verdict.ts";

const proxies = createRequire(import.meta.url)("@pulumi/policy/proxy.js") as Record<string, unknown> & {
  unknownCheckingProxy: (value: object) => object;
};

it("knows every mark of an unknown that the SDK has", () => {
  const ofSdk = Object.entries(proxies).flatMap(([name, value]) => (/^unknown.*Value$/.test(name) ? [value] : []));
  expect(ofSdk).toHaveLength(7);
  expect(new Set(ofSdk)).toEqual(UNKNOWN_SENTINELS);
});

it("reads everything behind the proxy, unknown values marked in place", () => {
  const raw = { a: proxies["unknownStringValue"], b: { c: [1, proxies["unknownObjectValue"], { d: "text" }] }, e: null };
  expect(plainProperties(proxies.unknownCheckingProxy(raw))).toEqual({
    a: UNKNOWN,
    b: { c: [1, UNKNOWN, { d: "text" }] },
    e: null,
  });
});

it("keeps assets out", () => {
  expect(toPlain({ file: new asset.StringAsset("secret"), folder: new asset.FileArchive("x") })).toEqual({
    file: { $asset: true },
    folder: { $asset: true },
  });
});

it("copies: nothing of the original is shared", () => {
  const raw = { list: [1] };
  const plain = plainProperties(raw);
  raw.list.push(2);
  expect(plain).toEqual({ list: [1] });
});

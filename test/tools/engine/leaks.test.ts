import { describe, expect, it } from "vitest";

import { findLeaks } from "../../../tools/engine/leaks.ts";
import { redactor, redactValue } from "../../../tools/engine/redact.ts";
import { register } from "./resources.ts";

const SECRET = 'hunter2/"with+more"';
const TEXTS = new Map([[SECRET, "app:password"]]);
const around = (text: string): Record<string, string> => ({ note: `before ${text} after` });
const base64 = (text: string): string => Buffer.from(text).toString("base64");

const FORMS: readonly (readonly [string, string])[] = [
  ["as it is", SECRET],
  ["in JSON", JSON.stringify({ password: SECRET })],
  ["in a URL", `https://app:${encodeURIComponent(SECRET)}@db`],
  ["in Base64", base64(SECRET)],
  ["in Base64 behind a name", base64(`app:${SECRET}`)],
  ["in Base64 behind a name of another length", base64(`apps:${SECRET}\n`)],
  ["in hexadecimal", Buffer.from(SECRET).toString("hex")],
];

describe("a configured secret that nobody marked", () => {
  it.each(FORMS)("is found %s", (_title, text) => {
    expect(findLeaks([register("a:b:C", "web", { inputs: around(text) })], TEXTS).map(({ path }) => path)).toEqual(["note"]);
  });

  it.each(FORMS)("is not shown %s", (_title, text) => {
    const shown = redactor(TEXTS.keys())(around(text)["note"] ?? "");
    expect(shown).toContain("[secret]");
    expect(shown).not.toContain("hunter2");
  });

  it("is found and not shown as the name of a field", () => {
    expect(findLeaks([register("a:b:C", "web", { inputs: { data: { [SECRET]: "x" } } })], TEXTS)).toHaveLength(1);
    expect(redactValue({ [SECRET]: "x" }, redactor(TEXTS.keys()))).toEqual({ "[secret]": "x" });
  });

  it("is a word like others where it is short", () => {
    const short = new Map([["password", "app:password"]]);
    expect(findLeaks([register("a:b:C", "password", { inputs: { password: "x" } })], short)).toEqual([]);
  });

  it("is found in the name of a resource", () => {
    expect(findLeaks([register("a:b:C", `web-${SECRET}`)], TEXTS).map(({ path }) => path)).toEqual(["name"]);
  });
});

describe("a secret of several lines", () => {
  const key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\n-----END PRIVATE KEY-----\n";

  it("is not shown line by line, and the frame around it stays", () => {
    expect(key.split("\n").map(redactor([key]))).toEqual([
      "-----BEGIN PRIVATE KEY-----",
      "[secret]",
      "-----END PRIVATE KEY-----",
      "",
    ]);
  });
});

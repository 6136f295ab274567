import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { differences } from "../../../tools/engine/analysis.ts";
import { inTreeOrder } from "../../../tools/engine/assemble.ts";
import { explainFailure } from "../../../tools/engine/explain.ts";
import { readFixtures } from "../../../tools/engine/fixtures.ts";
import { findLeaks } from "../../../tools/engine/leaks.ts";
import { missingProperties, parsePackConfig, reconcile } from "../../../tools/engine/packConfig.ts";
import { seconds } from "../../../tools/engine/policyMessages.ts";
import { logLines } from "../../../tools/engine/programLog.ts";
import type { PreviewFailure } from "../../../tools/engine/programError.ts";
import { redactor } from "../../../tools/engine/redact.ts";
import { creationSite, tidy, userSource } from "../../../tools/engine/source.ts";
import { transformsFor } from "../../../tools/engine/transforms.ts";
import { secret } from "../../../tools/engine/values.ts";
import { declare, register } from "./resources.ts";
import { programs } from "./runs.ts";

describe("the order of transforms", () => {
  const callback = (token: string): { target: string; token: string } => ({ target: "t", token });
  const nodes = new Map([
    ["inner", { parent: "outer", transforms: [callback("inner")] }],
    ["outer", { parent: "stack", transforms: [callback("outer 1"), callback("outer 2")] }],
    ["stack", { transforms: [] }],
  ]);

  it("is own, then parents' from the inside out, then the stack's", () => {
    const leaf = declare("a:b:C", "leaf", { parent: "inner", transforms: [callback("own")] });
    expect(transformsFor(leaf, nodes, [callback("stack")]).map(({ token }) => token)).toEqual([
      "own",
      "inner",
      "outer 1",
      "outer 2",
      "stack",
    ]);
  });
});

describe("the order of a record", () => {
  it("is the tree, depth first, siblings by URN", () => {
    const stack = register("pulumi:pulumi:Stack", "test-dev", { custom: false });
    const box = register("a:b:Box", "box", { custom: false, parent: stack.urn });
    const inBox = register("z:z:Z", "in-box", { parent: box.urn });
    const [first, last] = [register("a:b:Alone", "x", { parent: stack.urn }), register("b:b:Last", "y", { parent: stack.urn })];
    const orphan = register("pulumi:providers:test", "default");
    const registered = [last, inBox, box, orphan, first, stack];
    const order = inTreeOrder(new Map(registered.map((resource) => [resource.urn, resource])));
    expect(order.map(({ declaration }) => declaration.name)).toEqual(["default", "test-dev", "x", "box", "in-box", "y"]);
  });
});

describe("a pack's configuration", () => {
  const policy = { name: "size", level: "advisory", schema: { most: { default: 3 }, unit: {} }, required: ["unit"] } as const;

  it("prefers what is given to the initial configuration, and that to the schema's defaults", () => {
    const [given] = parsePackConfig({ size: { unit: "GB" } }, [policy]);
    const initial = new Map([["size", { level: "mandatory" as const, properties: { most: 5, unit: "MB" } }]]);
    expect(reconcile(policy, initial, given)).toEqual({ level: "mandatory", properties: { most: 5, unit: "GB" } });
    expect(reconcile(policy, new Map(), new Map())).toEqual({ level: "advisory", properties: { most: 3 } });
  });

  it("sets every level with `all`, except where a policy says its own", () => {
    const [all] = parsePackConfig({ all: "mandatory" }, [policy]);
    expect(reconcile(policy, new Map(), all).level).toBe("mandatory");
    const [own] = parsePackConfig({ all: "mandatory", size: "disabled" }, [policy]);
    expect(reconcile(policy, new Map(), own).level).toBe("disabled");
  });

  it("needs required properties only of policies that run", () => {
    expect(missingProperties(policy, { level: "disabled", properties: {} })).toEqual([]);
    expect(missingProperties(policy, { level: "advisory", properties: {} })).toHaveLength(1);
  });

  it("must be an object", () => {
    expect(parsePackConfig(["size"], [policy])[1]).toHaveLength(1);
    expect(parsePackConfig(undefined, [policy])[1]).toEqual([]);
  });
});

describe("leaks", () => {
  const texts = new Map([
    ["correct-horse", "p:password"],
    ["abc", "p:short"],
  ]);
  const leaks = (inputs: Record<string, never> | Record<string, unknown>): string[] =>
    findLeaks([register("a:b:C", "c", { inputs: inputs as never })], texts).map(({ path }) => path);

  it("are found bare, inside text and encoded", () => {
    const encoded = Buffer.from("correct-horse").toString("base64");
    expect(leaks({ a: "correct-horse", b: [{ c: "x correct-horse y" }], d: encoded })).toEqual(["a", "b[0].c", "d"]);
  });

  it("are none inside a secret", () => {
    expect(leaks({ a: secret("correct-horse"), b: secret({ c: ["correct-horse"] }) })).toEqual([]);
  });

  it("of a short text are only the text itself", () => {
    expect(leaks({ a: "abc", b: "abcdef" })).toEqual(["a"]);
  });
});

describe("redaction", () => {
  it("replaces the longest text first and leaves short words", () => {
    expect(redactor(["secret-one", "secret-one-more", "abc"])("secret-one-more, secret-one, abc")).toBe(
      "[secret], [secret], abc",
    );
  });
});

describe("places in the code", () => {
  const root = "/home/me/project";

  it("are the first frame of the user's own", () => {
    const stack = `Error\n    at f (${root}/node_modules/lib/a.js:1:1)\n    at async file://${root}/src/b.ts:12:3\n    at g (${root}/c.js:1:2)`;
    expect(userSource(stack, root)).toBe("src/b.ts:12:3");
    expect(userSource("Error\n    at f (/elsewhere/a.js:1:1)", root)).toBeUndefined();
  });

  it("are found in the SDK's odd addresses of ES modules", () => {
    const frames = [
      { uri: `file:///cwd/node_modules/@pulumi/x.ts`, line: 1 },
      { uri: `file:///cwd/file:${root}/index.ts`, line: 7 },
    ];
    expect(creationSite(frames, root)).toBe("index.ts:7");
  });

  it("lose colours and absolute paths", () => {
    expect(tidy(`\u001b[31mat ${root}/a.ts and file:///opt/x/node_modules/lib/b.js\u001b[0m`, root)).toBe(
      "at a.ts and node_modules/lib/b.js",
    );
  });
});

describe("what a program printed", () => {
  it("is in a stated order, without Node's notices, whose process id changes", () => {
    const lines = [
      { text: "error: [runtime] bad", stream: "stderr" },
      { text: "(node:1234) Warning: something", stream: "stderr" },
      { text: "(Use `node --trace-warnings ...` to show where the warning was created)", stream: "stderr" },
      { text: "hello", stream: "stdout" },
    ] as const;
    expect(logLines(lines, "/p")).toEqual([
      { severity: "info", message: "hello" },
      { severity: "error", message: "bad" },
    ]);
  });
});

describe("a failure that the program explains itself", () => {
  it("keeps its lines and names no place in the code", () => {
    const report = {
      name: "Error",
      message: "not valid:\n  /p/a.yaml: one\n  two",
      stack: "Error\n    at f (/p/a.js:2:3)",
      forUser: true,
    };
    const failure = explainFailure({ root: "/p", exitCode: 1, errors: [report], stderr: "" });
    expect([failure.message, failure.source]).toEqual(["not valid:\n  a.yaml: one\n  two", undefined]);
  });
});

describe("a failure without a report", () => {
  it("is explained by standard error, or at least by its exit code", () => {
    const remains = { root: "/p", exitCode: 1, errors: [] };
    expect(explainFailure({ ...remains, stderr: "error: [runtime] no such thing\n    at f (/p/a.js:2:3)" })).toMatchObject({
      message: "no such thing",
      source: "a.js:2:3",
    });
    expect(explainFailure({ ...remains, exitCode: null, stderr: "" }).message).toBe(
      "the program failed without a message (a signal ended it)",
    );
  });
});

describe("small conversions", () => {
  it("durations in seconds", () => {
    expect([seconds("1h30m"), seconds("45s"), seconds("500ms"), seconds("")]).toEqual([5400, 45, 0.5, 0]);
  });

  it("paths of differences", () => {
    expect(differences({ a: 1, b: { c: [1, 2] }, gone: 1 }, { a: 1, b: { c: [1, 3] }, added: 1 })).toEqual([
      "added",
      "b.c[1]",
      "gone",
    ]);
    expect(differences({ a: [1] }, { a: [1, 2] })).toEqual(["a"]);
  });
});

describe("fixtures", () => {
  const message = (path: string): string => {
    try {
      readFixtures(join(programs, path));
      return "accepted";
    } catch (error) {
      return (error as PreviewFailure).message;
    }
  };

  it("are strict about their form", () => {
    expect(message("features.fixtures.yaml")).toBe("accepted");
    expect(message("missing.yaml")).toBe("missing.yaml: not found; a YAML or JSON file of fixtures; correct the path");
    expect(message("wrong.fixtures.yaml").split("\n")).toEqual([
      expect.stringMatching(/^wrong\.fixtures\.yaml: invokes: 0: returns: not accepted; /u),
      expect.stringMatching(/^wrong\.fixtures\.yaml: not accepted; Unrecognized key: "invoke"; correct the file$/u),
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { parseManifest } from "../../../policy/cli/manifests.ts";
import { describeProblem } from "../../../policy/lib/problem.ts";

const parse = (text: string) => parseManifest({ name: "web.yaml", text });
const problemsOf = (text: string): readonly string[] => parse(text).problems.map(describeProblem);

const configMap = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";
const bomb = [
  "a: &a [x, x, x, x, x, x, x, x, x]",
  ..."bcdef".split("").map((key, index) => `${key}: &${key} [${`*${"abcde"[index]},`.repeat(9)}]`),
].join("\n");

describe("one message for one fault", () => {
  it.each<[string, string, string]>([
    ["nothing", "", "web.yaml: holds no objects; at least one Kubernetes object is allowed; name a file with manifests"],
    [
      "only comments",
      "# later\n---\n# nothing\n",
      "web.yaml: holds no objects; at least one Kubernetes object is allowed; name a file with manifests",
    ],
    ["text", "hello", "web.yaml:1: a document that is a string; Kubernetes objects are allowed; make it an object or remove it"],
    [
      "a list",
      `${configMap}---\n- 1\n`,
      "web.yaml:5: a document that is a list; Kubernetes objects are allowed; make it an object or remove it",
    ],
    [
      "values, not an object",
      "replicas: 1",
      "web.yaml:1: an object without apiVersion and kind; Kubernetes objects are allowed; add apiVersion and kind as text, or leave the file out",
    ],
    [
      "kind is a number",
      "apiVersion: v1\nkind: 3",
      "web.yaml:1: an object without kind; Kubernetes objects are allowed; add kind as text, or leave the file out",
    ],
    [
      "duplicate key",
      `${configMap}kind: Secret\n`,
      "web.yaml:4: not valid YAML: Map keys must be unique; YAML or JSON is allowed; correct the syntax",
    ],
    [
      "unknown alias",
      `${configMap}data: *nowhere\n`,
      "web.yaml:1: names an alias that does not exist, or expands its aliases without end; at most 100 aliases are allowed; write the values out",
    ],
    [
      "alias bomb",
      `${configMap}${bomb}\n`,
      "web.yaml:1: names an alias that does not exist, or expands its aliases without end; at most 100 aliases are allowed; write the values out",
    ],
    ["deep nesting", "[".repeat(50_000), "web.yaml:1: nested too deeply; a few hundred levels are allowed; flatten it"],
    [
      "YAML 1.2",
      `%YAML 1.2\n---\n${configMap}`,
      "web.yaml:3: declares YAML 1.2; Kubernetes reads YAML 1.1; remove the %YAML line",
    ],
  ])("%s", (_name, text, problem) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  it("reports every document at once", () => {
    expect(problemsOf("a: [\n---\n1\n---\nkind: X\n")).toHaveLength(3);
  });
});

describe("values as Kubernetes reads them", () => {
  it.each<[string, unknown]>([
    ["yes", true],
    ["Off", false],
    ["0644", 420],
    ["1e3", 1000],
    ["2001-12-14", "2001-12-14"],
    ["22:22", "22:22"],
    ["~", null],
    ['"yes"', "yes"],
    ["!Ref x", "x"],
  ])("%s", (text, value) => {
    expect(parse(`${configMap}value: ${text}\n`).resources[0]?.props["value"]).toEqual(value);
  });

  it("merges maps, and takes __proto__ as a key like any other", () => {
    const [resource] = parse(`${configMap}base: &base {a: 1}\nvalue: {<<: *base, b: 2}\n__proto__: {polluted: true}\n`).resources;
    expect(resource?.props["value"]).toEqual({ a: 1, b: 2 });
    expect(Object.hasOwn(resource?.props ?? {}, "__proto__")).toBe(true);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("reads JSON, with tabs", () => {
    expect(parse('{\n\t"apiVersion": "v1",\n\t"kind": "Secret",\n\t"metadata": {"name": "a"}}').resources[0]?.kubernetes).toEqual(
      {
        apiVersion: "v1",
        kind: "Secret",
        name: "a",
      },
    );
  });
});

describe("lines", () => {
  const manifest = parse(
    `# head\n${configMap}---\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  spec:\n    hostNetwork: true\n- apiVersion: v1\n  kind: Pod\n`,
  );

  it("names objects, items of lists too", () => {
    expect(manifest.resources.map(({ id, line, kubernetes }) => [id, line, kubernetes?.kind])).toEqual([
      ["web.yaml#0", 2, "ConfigMap"],
      ["web.yaml#1#items[0]", 6, "Pod"],
      ["web.yaml#1#items[1]", 6, "Pod"],
    ]);
  });

  it.each<[string, string | undefined, number | undefined]>([
    ["web.yaml#0", "metadata.name", 4],
    ["web.yaml#0", "data.key", 2],
    ["web.yaml#0", undefined, 2],
    ["web.yaml#1#items[0]", "spec.hostNetwork", 12],
    ["web.yaml#1#items[0]", "spec.hostPID", 12],
    ["web.yaml#1#items[1]", undefined, 13],
    ["web.yaml#7", "spec", undefined],
  ])("%s %s", (id, path, line) => {
    expect(manifest.lineOf(id, path)).toBe(line);
  });
});

import { describe, expect, it } from "vitest";
import { parseManifest } from "../../../policy/cli/manifests.ts";
import { describeProblem } from "../../../policy/lib/problem.ts";

const pod = (line: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - name: c\n      securityContext:\n        ${line}\n`;
const problemsOf = (text: string): readonly string[] => parseManifest({ name: "web.yaml", text }).problems.map(describeProblem);

const REFUSED =
  "web.yaml:8: has a tag that is not read here; plain values and the tags !!str, !!int, !!float, !!bool, !!null, !!seq, !!map and !!merge are allowed; remove it and write the value itself";

describe("tags", () => {
  it.each([
    ["a field's name in Base64, which kubectl decodes", "!!binary cHJpdmlsZWdlZA==: true"],
    ["a value in Base64", "privileged: !!binary dHJ1ZQ=="],
    ["a tag by its whole name", "!<tag:yaml.org,2002:binary> cHJpdmlsZWdlZA==: true"],
    ["a date", "privileged: !!timestamp 2026-01-01"],
  ])("%s is refused", (_title, line) => {
    expect(problemsOf(pod(line))).toEqual([REFUSED]);
  });

  it.each(["privileged: !!bool true", "runAsUser: !!int 0", "procMount: !!str Default", "<<: {privileged: true}"])(
    "%s is read",
    (line) => {
      expect(problemsOf(pod(line))).toEqual([]);
    },
  );
});

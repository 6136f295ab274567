import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCheck } from "../../policy/cli/check.ts";
import { guarded, type ExitCode, type Streams } from "../../policy/cli/outcome.ts";
import { runReach } from "../../policy/cli/reach.ts";
import type { Report } from "../../policy/lib/report.ts";
import { captured } from "../policy/cli/streams.ts";
import { NEVER_SHOWN, type Content } from "./project.ts";

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "palisade-manifests-"));
  file = join(folder, "bad.yaml");
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(command: (streams: Streams) => Promise<ExitCode>) {
  const streams = captured();
  const code = await guarded(streams, false, () => command(streams));
  return { code, output: streams.output(), errors: streams.errors().replaceAll(`${folder}/`, "") };
}

const check = (json = false) =>
  run((streams) => runCheck({ filename: [file], profile: "pss-baseline", json }, streams, "2026-11-21"));
const reach = () => run((streams) => runReach({ filename: [file], json: true }, streams));

const object = (apiVersion: string, kind: string, rest: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: web, namespace: shop}\n${rest}\n`;
const pod = (spec: string): string => object("v1", "Pod", spec);

describe("a file that cannot be read", () => {
  it.each<[string, Content, string]>([
    [
      "indented by a tab",
      `apiVersion: v1\n\tkind: ${NEVER_SHOWN}\n`,
      "bad.yaml:2: not valid YAML: Tabs are not allowed as indentation; YAML or JSON is allowed; correct the syntax",
    ],
    [
      "JSON with something behind it",
      `{"apiVersion": "v1", "kind": "Pod"} ${NEVER_SHOWN}`,
      "bad.yaml:1: not valid YAML: Unexpected scalar at node end; YAML or JSON is allowed; correct the syntax",
    ],
    [
      "JSON without a value",
      '{"apiVersion": "v1", "kind": }',
      "bad.yaml:1: an object without kind; Kubernetes objects are allowed; add kind as text, or leave the file out",
    ],
    [
      "an escape that is none",
      `kind: "\\q${NEVER_SHOWN}"\n`,
      "bad.yaml:1: not valid YAML: Invalid escape sequence; YAML or JSON is allowed; correct the syntax",
    ],
    [
      "an alias of nothing",
      `apiVersion: v1\nkind: *${NEVER_SHOWN}\n`,
      "bad.yaml:1: names an alias that does not exist, or expands its aliases without end; at most 100 aliases are allowed; write the values out",
    ],
    [
      "an item without kind",
      `apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: List, items: [{apiVersion: v1, spec: ${NEVER_SHOWN}}]}]\n`,
      "bad.yaml:1: items[0]#items[0] is an object without kind; Kubernetes objects are allowed; add kind as text, or leave the file out",
    ],
    [
      "a kustomization without kind",
      "resources: [a.yaml]\n",
      "bad.yaml:1: an object without apiVersion and kind; Kubernetes objects are allowed; add apiVersion and kind as text, or leave the file out",
    ],
    [
      "UTF-16",
      Buffer.from("\ufeffapiVersion: v1", "utf16le"),
      "bad.yaml: not UTF-8 text; UTF-8 is allowed; convert the file to UTF-8",
    ],
    ["bytes", new Uint8Array([0x1f, 0x8b, 0x08, 0x00]), "bad.yaml: not UTF-8 text; UTF-8 is allowed; convert the file to UTF-8"],
  ])("%s", async (_title, content, message) => {
    writeFileSync(file, content);
    const refused = { code: 2, output: "", errors: `${message}\n` };
    expect([await check(true), await reach()]).toEqual([refused, refused]);
    expect(message).not.toContain(NEVER_SHOWN);
  });

  it("more than 50 MB", async () => {
    writeFileSync(file, "");
    truncateSync(file, 50 * 1024 * 1024 + 1);
    const errors = "bad.yaml: larger than 50 MB; 50 MB a file are allowed; split it into several files\n";
    expect([await check(), await reach()]).toEqual([
      { code: 2, output: "", errors },
      { code: 2, output: "", errors },
    ]);
  });
});

describe("an object of another shape", () => {
  const quoted = "text is allowed, in quotes where it looks like a number";
  it.each<[string, string, readonly string[]]>([
    ["containers: null", pod("spec: {containers: null}"), ["Pod shop/web: spec.containers is null; it is required"]],
    ["containers a map", pod("spec: {containers: {name: a}}"), ["Pod shop/web: spec.containers is an object; a list is allowed"]],
    [
      "no containers",
      pod("spec: {containers: []}"),
      ["Pod shop/web: spec.containers is an empty list; at least one element is required"],
    ],
    [
      "a container that is text",
      pod(`spec: {containers: [${NEVER_SHOWN}]}`),
      ["Pod shop/web: spec.containers[0] is a string; an object is allowed"],
    ],
    [
      "a container that is null",
      pod("spec: {containers: [null]}"),
      ["Pod shop/web: spec.containers[0] is null; an object is allowed"],
    ],
    [
      "env a map",
      pod(`spec: {containers: [{name: a, image: b, env: {TOKEN: ${NEVER_SHOWN}}}]}`),
      ["Pod shop/web: spec.containers[0].env is an object; a list is allowed"],
    ],
    [
      "an image that is a number",
      pod("spec: {containers: [{name: a, image: 3}]}"),
      [`Pod shop/web: spec.containers[0].image is a number; ${quoted}`],
    ],
    ["spec a list", pod(`spec: [${NEVER_SHOWN}]`), ["Pod shop/web: spec is a list; an object is allowed"]],
    ["spec text", pod(`spec: ${NEVER_SHOWN}`), ["Pod shop/web: spec is a string; an object is allowed"]],
    ["spec null", pod("spec:"), ["Pod shop/web: spec is null; it is required"]],
    ["no spec", pod(""), ["Pod shop/web: spec is missing; it is required"]],
    [
      "a template that is null",
      object("apps/v1", "Deployment", "spec: {template: null}"),
      ["Deployment shop/web: spec.template is null; it is required"],
    ],
    [
      "a job template that is a list",
      object("batch/v1", "CronJob", "spec: {jobTemplate: []}"),
      ["CronJob shop/web: spec.jobTemplate is a list; an object is allowed"],
    ],
    [
      "a policy of lists and maps exchanged",
      object("networking.k8s.io/v1", "NetworkPolicy", "spec: {podSelector: [], ingress: {}}"),
      [
        "NetworkPolicy shop/web: spec.podSelector is a list; an object is allowed",
        "NetworkPolicy shop/web: spec.ingress is an object; a list is allowed",
      ],
    ],
    [
      "rules that are text",
      object("rbac.authorization.k8s.io/v1", "Role", "rules: all"),
      ["Role shop/web: rules is a string; a list is allowed"],
    ],
    [
      "ports that are a number",
      object("v1", "Service", "spec: {ports: 80}"),
      ["Service shop/web: spec.ports is a number; a list is allowed"],
    ],
    ["data that is a number", object("v1", "ConfigMap", "data: {a: 1}"), [`ConfigMap shop/web: data.a is a number; ${quoted}`]],
    [
      "Secret data that is text",
      object("v1", "Secret", `stringData: ${NEVER_SHOWN}`),
      ["Secret shop/web: stringData is a string; an object is allowed"],
    ],
    [
      "metadata a list",
      "apiVersion: v1\nkind: ConfigMap\nmetadata: [web]\n",
      [
        "ConfigMap : metadata.name is missing; a name or a generateName is required",
        "ConfigMap : metadata is a list; an object is allowed",
      ],
    ],
    [
      "no metadata",
      "apiVersion: v1\nkind: ConfigMap\n",
      ["ConfigMap : metadata.name is missing; a name or a generateName is required"],
    ],
    ["items: null", "apiVersion: v1\nkind: List\nitems: null\n", ["List : items is null; a list is allowed"]],
    ["items a map", "apiVersion: v1\nkind: List\nitems: {a: b}\n", ["List : items is an object; a list is allowed"]],
    [
      "an item that is text",
      `apiVersion: v1\nkind: List\nitems: [${NEVER_SHOWN}]\n`,
      ["List : items[0] is a string; an object is allowed"],
    ],
    [
      "a template of Helm that was not rendered",
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}}\n",
      [`ConfigMap : metadata.name is an object; ${quoted}`],
    ],
  ])("%s is a finding, not a crash", async (_title, content, messages) => {
    writeFileSync(file, content);
    const { code, output, errors } = await check(true);
    expect([code, errors]).toEqual([1, ""]);
    expect((JSON.parse(output) as Report).results.map(({ rule, message }) => `${rule} ${message}`)).toEqual(
      messages.map((message) => `object-shape ${message}`),
    );
    expect(output).not.toContain(NEVER_SHOWN);
    const reached = await reach();
    expect([reached.code, reached.errors]).toEqual([0, ""]);
  });
});

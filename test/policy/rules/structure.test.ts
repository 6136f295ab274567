import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PROFILES } from "../../../policy/lib/packConfig.ts";
import { isList, isRecord, type PlainRecord } from "../../../policy/lib/plain.ts";
import type { ResourceRule } from "../../../policy/lib/rule.ts";
import { UNKNOWN, type Level, type Plain } from "../../../policy/lib/verdict.ts";
import { RULES } from "../../../policy/rules/index.ts";
import { change } from "../fixtures/change.ts";
import * as cloud from "../fixtures/cloud.ts";
import * as objects from "../fixtures/objects.ts";
import { judge, NOT_APPLICABLE, resourceOf } from "./cases.ts";

const FOLDER = join(import.meta.dirname, "../../../policy/rules");
const GROUPS = readdirSync(FOLDER, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

/** `workload/no-privileged`: every file below a group but its list. */
const FILES = GROUPS.flatMap((group) =>
  readdirSync(join(FOLDER, group))
    .filter((file) => file.endsWith(".ts") && file !== "index.ts")
    .map((file) => `${group}/${file.slice(0, -".ts".length)}`),
);

const nameOf = (file: string): string => file.slice(file.indexOf("/") + 1);
const STRICTNESS: readonly Level[] = ["disabled", "advisory", "mandatory"];

describe("the list of rules", () => {
  test("holds every rule file once, and nothing else", () => {
    expect(RULES.map(({ name }) => name).sort()).toEqual(FILES.map(nameOf).sort());
  });

  test.each(FILES)("%s stands in a file of at most 60 lines with a test", (file) => {
    expect(readFileSync(join(FOLDER, `${file}.ts`), "utf8").split("\n").length - 1).toBeLessThanOrEqual(60);
    expect(existsSync(join(import.meta.dirname, `${file}.test.ts`))).toBe(true);
  });
});

describe.each(RULES)("$name", (rule) => {
  test("says everything about itself", () => {
    expect(rule.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(rule.title).toMatch(/^[A-Z].{10,80}[^.]$/);
    expect(rule.description).toMatch(/^.{60,}\.$/s);
    expect(rule.remediation).toMatch(/^.{10,}\.$/s);
    expect(rule.controls.length).toBeGreaterThan(0);
    expect(new Set(rule.controls).size).toBe(rule.controls.length);
    for (const control of rule.controls)
      expect(control).toMatch(/^([PSGID]-\d+|(CIS-\w+|NSA(-CISA)?|PCI-DSS|SOC2|ISO27001) .+)$/);
  });

  test("is at least as strict in each profile as in the one before [P-66]", () => {
    const strictness = PROFILES.map((profile) => STRICTNESS.indexOf(rule.level[profile]));
    expect(strictness).toEqual([...strictness].sort());
    expect(strictness).not.toContain(-1);
  });
});

const resourceRules = RULES.filter((rule): rule is ResourceRule => rule.scope === "resource");

/** What a Pulumi program says beside the object. */
const PROTECTED = { options: { protect: true, ignoreChanges: [] } };

describe.each(Object.entries(objects))("the known-good %s", (_name, object) => {
  test("passes every rule about single resources", () => {
    const findings = resourceRules.flatMap((rule) => judge(rule, resourceOf(object, PROTECTED)));
    expect(findings.filter((message) => message !== NOT_APPLICABLE)).toEqual([]);
  });

  test("gives no failure when its spec is unknown, for nothing wrong is known", () => {
    const doubtful = resourceOf(change(object, { spec: UNKNOWN }), PROTECTED);
    const findings = resourceRules.flatMap((rule) => judge(rule, doubtful));
    expect(findings.filter((message) => message !== NOT_APPLICABLE && !message.startsWith("unknown: "))).toEqual([]);
  });
});

/** The resource with one value anywhere in it not known yet, for every value in it. */
function* doubts(value: Plain): Generator<Plain> {
  yield UNKNOWN;
  const keys = isList(value) ? [...value.keys()] : isRecord(value) ? Object.keys(value) : [];
  for (const key of keys) {
    if (isList(value)) for (const inner of doubts(value[Number(key)])) yield value.with(Number(key), inner);
    if (isRecord(value)) for (const inner of doubts(value[key])) yield { ...value, [key]: inner } as PlainRecord;
  }
}

/** Locks are confirmed there. */
const IN_AUDIT_STORE = "urn:pulumi:prod::palisade::palisade:audit:AuditStore$test";

describe.each(Object.entries(cloud))("the known-good %s", (_name, { type, props }) => {
  const findings = (given: PlainRecord): readonly string[] =>
    resourceRules
      .flatMap((rule) => judge(rule, { ...resourceOf(given, { type, ...PROTECTED }), id: IN_AUDIT_STORE }))
      .filter((message) => message !== NOT_APPLICABLE);

  test("passes every rule about single resources", () => {
    expect(findings(props)).toEqual([]);
  });

  test("gives no failure when any value in it is unknown, for nothing wrong is known", () => {
    const given = [...doubts(props)].filter(isRecord);
    expect(given.flatMap(findings).filter((message) => !message.startsWith("unknown: "))).toEqual([]);
  });
});

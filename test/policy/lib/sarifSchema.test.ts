import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import { expect, it } from "vitest";
import { runCheck } from "../../../policy/cli/check.ts";
import { captured } from "../cli/streams.ts";

const require = createRequire(import.meta.url);

/** The schema of OASIS, as Microsoft's own matchers carry it. It is of draft 4, whose `id` later drafts call `$id`. */
const SCHEMA = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");

function officialSchema(): object {
  const { $schema: draft, id, ...schema } = JSON.parse(readFileSync(SCHEMA, "utf8")) as Record<string, unknown>;
  expect([draft, id]).toEqual(["http://json-schema.org/draft-04/schema#", expect.stringContaining("sarif-2.1.0-rtm.5.json")]);
  return schema;
}

const MANIFESTS = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: "nginx:latest"}]}}}
---
apiVersion: v1
kind: ConfigMap
metadata: [odd]
`;

it.each([{}, { passes: true }, { profile: "pss-restricted" as const }])(
  "what check --sarif prints follows the official schema of SARIF 2.1.0: %j",
  async (options) => {
    const streams = captured(MANIFESTS);
    await runCheck({ filename: ["-"], sarif: true, ...options }, streams, "2026-11-21");
    // Patterns of draft 4 are written without the flag `u`.
    const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(officialSchema());
    const log = JSON.parse(streams.output()) as { readonly runs: readonly { readonly results: readonly object[] }[] };
    expect(log.runs[0]?.results.length).toBeGreaterThan(5);
    validate(log);
    expect(validate.errors ?? []).toEqual([]);
    expect(validate({ ...log, version: "2.0.0" })).toBe(false);
  },
);

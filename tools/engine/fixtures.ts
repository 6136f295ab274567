/** Answers for what only a cloud could say: provider functions, other stacks, resources read by id, encrypted values. */
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { isDeepStrictEqual } from "node:util";

import { z } from "zod";

import { configFailure } from "./programError.ts";
import { problem, schemaProblems } from "./project.ts";
import type { Recorded } from "./record.ts";
import { fromFixture, isObject } from "./values.ts";
import type { Wire, WireObject } from "./values.ts";
import { readYamlFile } from "./yamlFile.ts";

const VALUE = z.json();
const VALUES = z.record(z.string(), VALUE);

/** `{$unknown: true}` and `{$secret: value}` may stand anywhere in a value. */
export const FIXTURES = z.strictObject({
  invokes: z
    .array(z.strictObject({ token: z.string(), args: VALUES.optional(), returns: VALUES, because: z.string().optional() }))
    .default([])
    .describe(
      "Provider functions and resource methods; `args` must be contained in the call's arguments; the first match answers.",
    ),
  stackReferences: z
    .record(z.string(), z.strictObject({ outputs: VALUES, secretOutputs: z.array(z.string()).default([]) }))
    .default({})
    .describe("Outputs of other stacks, by the name the program uses."),
  resources: z
    .array(z.strictObject({ type: z.string(), id: z.string(), state: VALUES }))
    .default([])
    .describe("State of resources that the program reads by id."),
  config: z.record(z.string(), z.string()).default({}).describe("Stand-ins for encrypted configuration values."),
});

export type FixtureData = z.infer<typeof FIXTURES>;

export interface FixtureAnswer {
  readonly value: WireObject;
  /** `fixtures.yaml: invokes[0]`. */
  readonly from: string;
}

export class Fixtures {
  readonly config: Readonly<Record<string, string>>;
  readonly #data: FixtureData;
  readonly #name: string;

  constructor(data: FixtureData, name: string) {
    this.#data = data;
    this.#name = name;
    this.config = data.config;
  }

  invoke(token: string, args: WireObject): FixtureAnswer | undefined {
    const index = this.#data.invokes.findIndex((entry) => entry.token === token && contains(args, entry.args ?? {}));
    const found = this.#data.invokes[index];
    return found && this.#answer(found.returns, `invokes[${String(index)}]`);
  }

  stackReference(name: string): { outputs: WireObject; secretOutputs: readonly string[]; from: string } | undefined {
    const found = this.#data.stackReferences[name];
    if (found === undefined) {
      return undefined;
    }
    const { value, from } = this.#answer(found.outputs, `stackReferences["${name}"]`);
    return { outputs: value, secretOutputs: found.secretOutputs, from };
  }

  resource(type: string, id: string): FixtureAnswer | undefined {
    const index = this.#data.resources.findIndex((entry) => entry.type === type && entry.id === id);
    const found = this.#data.resources[index];
    return found && this.#answer(found.state, `resources[${String(index)}]`);
  }

  #answer(values: Record<string, unknown>, place: string): FixtureAnswer {
    return { value: fromFixture(values as Recorded) as WireObject, from: `${this.#name}: ${place}` };
  }
}

/** Every argument the fixture names is there with the same value. */
function contains(args: Wire, expected: unknown): boolean {
  if (typeof expected === "object" && expected !== null && !Array.isArray(expected)) {
    return isObject(args) && Object.entries(expected).every(([key, value]) => key in args && contains(args[key] ?? null, value));
  }
  return isDeepStrictEqual(args, expected);
}

export function readFixtures(path: string | undefined): Fixtures {
  if (path === undefined) {
    return new Fixtures(FIXTURES.parse({}), "no fixtures");
  }
  const name = basename(path);
  if (!existsSync(path)) {
    throw configFailure([problem(name, "not found", "a YAML or JSON file of fixtures", "correct the path")]);
  }
  const content: unknown = path.endsWith(".json") ? parseJson(path, name) : readYamlFile(path, name).data;
  const parsed = FIXTURES.safeParse(content ?? {});
  if (!parsed.success) {
    throw configFailure(schemaProblems(parsed.error, name));
  }
  return new Fixtures(parsed.data, name);
}

function parseJson(path: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as unknown;
  } catch (error) {
    throw configFailure([problem(name, "not valid JSON", error instanceof Error ? error.message : "JSON", "correct the file")]);
  }
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { blastReport } from "../../policy/lib/blast/blast.ts";
import { blastTrees } from "../../policy/lib/blast/text.ts";
import { evaluate } from "../../policy/lib/evaluate.ts";
import { identifyToken } from "../../policy/lib/kubernetesObject.ts";
import { isList, isRecord, type PlainRecord } from "../../policy/lib/plain.ts";
import { buildReport } from "../../policy/lib/report.ts";
import { UNKNOWN, type Plain, type PolicyResource } from "../../policy/lib/verdict.ts";
import { RULES } from "../../policy/rules/index.ts";
import { goldenWorld } from "./mutation/goldenWorld.ts";
import * as cloud from "./fixtures/cloud.ts";
import * as objects from "./fixtures/objects.ts";

const WORLDS = 1_000;
const OBJECTS_IN_A_WORLD = 10;
/** Fields of one object: the largest real ones only repeat themselves after that. */
const MOST_FIELDS = 150;

/** What stands below a field somewhere: which fields, which plain values, and whether in a list. */
interface Field {
  readonly children: string[];
  readonly values: Plain[];
  list: boolean;
}

/** Shapes that rules know: those of good objects, and every word that a rule reads. */
class Shapes {
  readonly types: string[] = [];
  readonly words: readonly string[] = wordsOfRules();
  readonly #fields = new Map<string, Field>();

  learn(type: string, props: Plain): void {
    if (!this.types.includes(type)) this.types.push(type);
    this.#learnField(type, props);
  }

  of(key: string): Field {
    const field = this.#fields.get(key) ?? { children: [], values: [], list: false };
    this.#fields.set(key, field);
    return field;
  }

  #learnField(key: string, value: Plain): void {
    const field = this.of(key);
    field.list ||= isList(value);
    for (const one of elementsOf(value)) {
      if (!isRecord(one) && !field.values.includes(one)) field.values.push(one);
      for (const [child, inner] of isRecord(one) ? Object.entries(one) : []) {
        if (!field.children.includes(child)) field.children.push(child);
        this.#learnField(child, inner);
      }
    }
  }
}

function elementsOf(value: Plain): readonly Plain[] {
  return isList(value) ? value : [value];
}

function wordsOfRules(): readonly string[] {
  const folder = join(import.meta.dirname, "../../policy");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /^(rules|lib)\/.*\.ts$/.test(name));
  const words = files.flatMap((name) =>
    [...readFileSync(join(folder, name), "utf8").matchAll(/"([\w./:*-]{1,60})"/g)].map(([, word]) => word ?? ""),
  );
  return [...new Set(words)];
}

const JUNK: readonly Plain[] = [
  null,
  undefined,
  "",
  "x",
  "*",
  "0.0.0.0/0",
  "1h",
  -1,
  0,
  1.5,
  1e300,
  true,
  false,
  [],
  {},
  [null],
  [[]],
  { "": null },
  "\u0000",
  "[unclosed",
  "(((",
];

/** Makes the same world from the same seed. */
class Maker {
  readonly #shapes: Shapes;
  #state: number;
  #fields = 0;

  constructor(shapes: Shapes, seed: number) {
    this.#shapes = shapes;
    this.#state = seed | 0;
  }

  world(): readonly PolicyResource[] {
    return Array.from({ length: OBJECTS_IN_A_WORLD }, (_, index) => this.#resource(index));
  }

  #resource(index: number): PolicyResource {
    const type = this.#chance(0.05) ? this.#pick(this.#shapes.words) : this.#pick(this.#shapes.types);
    this.#fields = 0;
    const made = this.#value(type, 0);
    const props: PlainRecord = isRecord(made) ? made : {};
    return {
      type,
      id: `urn:pulumi:s::p::${type}::${index}`,
      name: `r${index}`,
      props,
      kubernetes: identifyToken(type, props),
      options: { protect: this.#chance(0.5), ignoreChanges: this.#chance(0.1) ? [this.#pick(this.#shapes.words)] : [] },
      component: type.startsWith("palisade:"),
    };
  }

  #value(key: string, depth: number): Plain {
    const field = this.#shapes.of(key);
    if (depth > 0 && this.#chance(0.04)) return UNKNOWN;
    if (depth > 0 && this.#chance(0.06)) return this.#pick(JUNK);
    if (this.#fields++ > MOST_FIELDS) return "enough";
    const length = field.list !== this.#chance(0.03) ? Math.floor(this.#random() * 3) : undefined;
    if (length !== undefined) return Array.from({ length }, () => this.#single(field, depth));
    return this.#single(field, depth);
  }

  #single({ children, values }: Field, depth: number): Plain {
    if (children.length === 0 || (values.length > 0 && this.#chance(0.3))) {
      return values.length > 0 && this.#chance(0.8) ? this.#pick(values) : this.#pick(this.#shapes.words);
    }
    const kept = children.filter(() => this.#chance(depth === 0 ? 0.9 : 0.6));
    const keys = this.#chance(0.1) ? [...kept, this.#pick(this.#shapes.words)] : kept;
    return Object.fromEntries(keys.map((key) => [key, this.#value(key, depth + 1)]));
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }

  #pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.#random() * from.length)] as T;
  }

  /** Mulberry32. */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }
}

it("10,000 objects of random shapes are all judged: no rule throws, none hangs, every report can be written", async () => {
  const shapes = new Shapes();
  for (const { type, props } of (await goldenWorld("prod")).stack) shapes.learn(type, props);
  for (const object of Object.values(objects)) shapes.learn(`kubernetes:${object.apiVersion}:${object.kind}`, object);
  for (const { type, props } of Object.values(cloud).filter(isFixture)) shapes.learn(type, props);
  const config = { profile: "prod", waivers: [], levels: {}, params: {} } as const;
  const failed = new Set<string>();
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const resources = new Maker(shapes, seed).world();
      const judged = evaluate(resources, RULES, config, { today: "2026-11-21" });
      const rows = judged.flatMap(({ results }) => results);
      for (const { rule, verdict } of rows) if (verdict === "fail") failed.add(rule);
      const broken = rows.filter(({ message }) => message.includes("itself failed"));
      expect(broken.map(({ rule }) => rule)).toEqual([]);
      JSON.stringify(buildReport(judged, "prod", true));
      blastTrees(blastReport(resources));
    }),
    // The same worlds on every run; SEED gives others.
    { numRuns: WORLDS, endOnFailure: true, seed: Number(process.env["SEED"] ?? 1) },
  );
  // Shapes that no rule has anything to say about would prove nothing.
  expect(failed.size).toBeGreaterThan(RULES.length * 0.6);
});

function isFixture(value: unknown): value is cloud.CloudFixture {
  return typeof value === "object" && value !== null && "type" in value && "props" in value;
}

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { describeResource } from "../../../policy/lib/finding.ts";
import { ACCESS_MUTATIONS } from "./accessMutations.ts";
import { CLOUD_MUTATIONS } from "./cloudMutations.ts";
import { cloudWorld, goldenWorld, type GoldenWorld } from "./goldenWorld.ts";
import { equivalence, judgeOf, mutantsOf } from "./judgeMutants.ts";
import type { Group, Mutant } from "./mutation.ts";
import { NETWORK_MUTATIONS } from "./networkMutations.ts";
import { WORKLOAD_MUTATIONS } from "./workloadMutations.ts";

/** Mutants of one mutation that no rule of the right group notices, and why that is accepted. */
interface Survivor {
  readonly mutation: string;
  /** `every` where all resources it applies to survive. */
  readonly resources: "every" | readonly string[];
  readonly reason: string;
}

const FILE = join(import.meta.dirname, "survivors.json");
const MUTATIONS = [...WORKLOAD_MUTATIONS, ...NETWORK_MUTATIONS, ...ACCESS_MUTATIONS, ...CLOUD_MUTATIONS];
/** Share of the mutants that must be noticed. */
const WANTED = 0.95;

let mutants: readonly Mutant[];
let surviving: readonly Mutant[];
beforeAll(async () => {
  const worlds = [await goldenWorld("prod"), cloudWorld()].map((world) => sorted(world));
  mutants = worlds.flatMap(({ breaking }) => breaking);
  surviving = worlds.flatMap(({ left }) => left);
});

/** The mutants of a world that break something, and those of them that nothing notices. */
function sorted(world: GoldenWorld): { readonly breaking: readonly Mutant[]; readonly left: readonly Mutant[] } {
  const [judge, isEquivalent] = [judgeOf(world, "prod"), equivalence(world)];
  const all = mutantsOf(world, MUTATIONS);
  const unnoticed = all.filter((mutant) => judge.killers(mutant).length === 0);
  const harmless = new Set(unnoticed.filter(isEquivalent));
  return { breaking: all.filter((mutant) => !harmless.has(mutant)), left: unnoticed.filter((mutant) => !harmless.has(mutant)) };
}

describe("every hardening field of the prod stack, broken one at a time", () => {
  it("makes at least 500 mutants, and some for rules of every group", () => {
    expect(mutants.length).toBeGreaterThanOrEqual(500);
    const groups = new Set(mutants.flatMap(({ mutation }) => mutation.groups));
    const wanted: readonly Group[] = ["workload", "network", "identity", "secrets", "admission", "governance", "cloud", "audit"];
    expect(wanted.filter((group) => !groups.has(group))).toEqual([]);
  });

  it("is noticed by a rule of the right group", () => {
    expect(1 - surviving.length / mutants.length).toBeGreaterThanOrEqual(WANTED);
  });

  it("leaves exactly the survivors that survivors.json lists, each with a reason", async () => {
    const committed = JSON.parse(readFileSync(FILE, "utf8")) as readonly Survivor[];
    const reasons = new Map(committed.map(({ mutation, reason }) => [mutation, reason]));
    const found = survivors().map((survivor) => ({ ...survivor, reason: reasons.get(survivor.mutation) ?? "" }));
    if (process.env["UPDATE"] !== undefined) writeFileSync(FILE, await formatted(found));
    expect(found).toEqual(committed);
    expect(found.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });
});

function survivors(): readonly Omit<Survivor, "reason">[] {
  const total = Map.groupBy(mutants, ({ mutation }) => mutation.name);
  return [...Map.groupBy(surviving, ({ mutation }) => mutation.name)].map(([mutation, left]) => {
    const names = [...new Set(left.map(({ original }) => describeResource(original)))].sort();
    return { mutation, resources: left.length === total.get(mutation)?.length ? "every" : names };
  });
}

async function formatted(value: object): Promise<string> {
  const { format, resolveConfig } = await import("prettier");
  return format(JSON.stringify(value), { ...(await resolveConfig(FILE)), filepath: FILE });
}

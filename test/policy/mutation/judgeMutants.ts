import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { reachabilityReport } from "../../../policy/lib/reachability.ts";
import { Session } from "../../../policy/lib/session.ts";
import type { PolicyResource, RuleResult } from "../../../policy/lib/verdict.ts";
import { admissionRules } from "../../../policy/rules/admission/index.ts";
import { auditRules } from "../../../policy/rules/audit/index.ts";
import { cloudRules } from "../../../policy/rules/cloud/index.ts";
import { governanceRules } from "../../../policy/rules/governance/index.ts";
import { identityRules } from "../../../policy/rules/identity/index.ts";
import { RULES } from "../../../policy/rules/index.ts";
import { networkRules } from "../../../policy/rules/network/index.ts";
import { secretsRules } from "../../../policy/rules/secrets/index.ts";
import { workloadRules } from "../../../policy/rules/workload/index.ts";
import { REVIEWED } from "../../support/judgeRecord.ts";
import type { GoldenWorld } from "./goldenWorld.ts";
import type { Group, Mutant, Mutation } from "./mutation.ts";

/** Every way to break every resource, one at a time: a component's outputs, or what it declares where it has none. */
export function mutantsOf(world: GoldenWorld, mutations: readonly Mutation[]): readonly Mutant[] {
  const resources = world.stack.map((resource, index) =>
    resource.component && Object.keys(resource.props).length === 0 ? (world.declared[index] ?? resource) : resource,
  );
  return mutations.flatMap((mutation) =>
    resources.flatMap((original) => mutation.breaks(original).map((broken) => ({ mutation, original, broken }))),
  );
}

/** What the pack says of mutants, beside what it says of the original. */
export interface Judge {
  /** The rules that newly fail and are of a group that must notice; empty for a survivor. */
  readonly killers: (mutant: Mutant) => readonly string[];
}

const GROUPS = new Map<string, Group>(
  Object.entries({
    workload: workloadRules,
    network: networkRules,
    identity: identityRules,
    secrets: secretsRules,
    admission: admissionRules,
    cloud: cloudRules,
    audit: auditRules,
    governance: governanceRules,
  }).flatMap(([group, rules]) => rules.map(({ name }) => [name, group as Group] as const)),
);

/**
 * Judges the original once for each set of groups, by their rules alone. For a mutant only the broken resource is judged again,
 * and all of them together only where that did not notice: most mutants cost less than a millisecond.
 */
export function judgeOf(world: GoldenWorld, profile: string): Judge {
  const benches = new Map<string, Bench>();
  const waivers = (parse(readFileSync("waivers.yaml", "utf8")) as { waivers: unknown }).waivers;
  return {
    killers: ({ mutation: { groups }, original, broken }) => {
      const bench = benches.get(groups.join()) ?? new Bench(world, groups, { profile, waivers });
      benches.set(groups.join(), bench);
      const alone = broken === undefined ? [] : bench.judgeAlone(original, broken);
      return alone.length > 0 ? alone : bench.judgeTogether(original, broken);
    },
  };
}

/** The rules of some groups, and what they say of the original. */
class Bench {
  readonly #world: GoldenWorld;
  readonly #config: object;
  // One session for single resources and one for the world, which so need not settle the waivers of every resource each time.
  readonly #single: Session;
  readonly #together: Session;
  readonly #before: ReadonlySet<string>;
  /** Components that show rules about the world what they declare; of others, outputs are not for rules about one resource. */
  readonly #declared: ReadonlySet<PolicyResource>;

  constructor(world: GoldenWorld, groups: readonly Group[], config: object) {
    const rules = RULES.filter(({ name }) => groups.some((group) => group === GROUPS.get(name)));
    this.#world = world;
    this.#config = config;
    this.#single = new Session(rules, REVIEWED);
    this.#together = new Session(rules, REVIEWED);
    const early = world.declared.flatMap((resource) => this.#single.judgeResource(resource, config));
    this.#before = new Set([...early, ...this.#together.judgeStack(world.stack, config).late].filter(isOpen).map(keyOf));
    const isShown = (resource: PolicyResource, index: number): boolean =>
      !resource.component || JSON.stringify(resource.props) === JSON.stringify(world.declared[index]?.props);
    this.#declared = new Set([...world.declared, ...world.stack.filter(isShown)]);
  }

  judgeAlone(original: PolicyResource, broken: PolicyResource): readonly string[] {
    return this.#declared.has(original) ? this.#fresh(this.#single.judgeResource(broken, this.#config)) : [];
  }

  judgeTogether(original: PolicyResource, broken: PolicyResource | undefined): readonly string[] {
    return this.#fresh(this.#together.judgeStack(replaced(this.#world.stack, original, broken), this.#config).late);
  }

  #fresh(results: readonly RuleResult[]): readonly string[] {
    const found = results.filter((result) => isOpen(result) && GROUPS.has(result.rule) && !this.#before.has(keyOf(result)));
    return [...new Set(found.map(({ rule }) => rule))];
  }
}

/**
 * Whether a mutant opens nothing: rendered pods and addresses have exactly the same connections as before. Policies guard both
 * ends of a flow, so one that widens one end alone may open nothing.
 */
export function equivalence(world: GoldenWorld): (mutant: Mutant) => boolean {
  const connections = (resources: readonly PolicyResource[]): string => JSON.stringify(reachabilityReport(resources).groups);
  const before = connections(world.stack);
  return ({ original, broken }) =>
    broken?.kubernetes?.kind === "NetworkPolicy" && connections(replaced(world.stack, original, broken)) === before;
}

function replaced(
  resources: readonly PolicyResource[],
  original: PolicyResource,
  broken: PolicyResource | undefined,
): readonly PolicyResource[] {
  return resources.flatMap((resource) => (resource !== original ? [resource] : broken === undefined ? [] : [broken]));
}

/** In prod, what cannot be known stops a deployment like a failure. */
function isOpen({ verdict }: RuleResult): boolean {
  return verdict === "fail" || verdict === "unknown";
}

/** Without the message, which may quote a value that changed. */
function keyOf({ rule, resource, container, path }: RuleResult): string {
  return [rule, resource.id, container, path].join(" ");
}

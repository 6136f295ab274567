import { activate, judgeResource, judgeWorld, settleWaivers, type ActiveRule, type Judged } from "./evaluate.ts";
import { flattenList } from "./kubernetesObject.ts";
import { parsePackConfig, type PackConfig } from "./packConfig.ts";
import { InputError } from "./problem.ts";
import type { Rule } from "./rule.ts";
import type { PolicyResource, RuleResult } from "./verdict.ts";
import { applyWaivers } from "./waivers.ts";
import { buildWorld } from "./world.ts";

/** Everything said about a stack, for the report. */
export interface StackVerdict {
  readonly config: PackConfig;
  readonly judged: readonly Judged[];
  /** What is new since the resources were judged one by one: findings of world rules and about waivers. */
  readonly late: readonly RuleResult[];
}

/**
 * One run of the pack over one stack: resources are judged one by one as the engine registers them, then all together.
 * Holds what was said, because the hygiene of waivers and the report need all of it.
 */
export class Session {
  readonly #rules: readonly Rule[];
  readonly #today: string;
  readonly #judged = new Map<string, readonly Judged[]>();
  #written: unknown;
  #config: PackConfig | undefined;
  #active: readonly ActiveRule[] = [];

  constructor(rules: readonly Rule[], today: string) {
    this.#rules = rules;
    this.#today = today;
  }

  /** Judges one registered resource; waivers are applied. `written` is the configuration of the policy, as the user wrote it. */
  judgeResource(resource: PolicyResource, written: object): readonly RuleResult[] {
    const config = this.#configure(written);
    const judged = flattenList(resource).flatMap((object) => judgeResource(object, this.#active));
    // A resource judged again (an update after its preview in one process) replaces what was said before.
    this.#judged.set(resource.id, judged);
    return this.#settle(judged, config, stackOf(resource.id));
  }

  /** Judges all resources together, and the waivers on everything that was said. */
  judgeStack(resources: readonly PolicyResource[], written: object): StackVerdict {
    const config = this.#configure(written);
    const world = judgeWorld(buildWorld(resources.flatMap(flattenList)), this.#active);
    const first = resources[0];
    const scope = { today: this.#today, stack: first === undefined ? undefined : stackOf(first.id) };
    const early = [...this.#judged.values()].flat();
    const judged = settleWaivers([...early, ...world], this.#rules, config, scope);
    return { config, judged, late: judged.slice(early.length).flatMap(({ results }) => results) };
  }

  /** Both policies take the same configuration; the one written for the first resource also serves where none is written. */
  #configure(written: object): PackConfig {
    if (this.#config !== undefined && (Object.keys(written).length === 0 || isSame(written, this.#written))) return this.#config;
    if (this.#config !== undefined) throw new InputError([differentConfigurations]);
    const parsed = parsePackConfig(written, this.#rules);
    if ("problems" in parsed) throw new InputError(parsed.problems);
    this.#written = written;
    this.#config = parsed.config;
    this.#active = activate(this.#rules, parsed.config);
    return parsed.config;
  }

  #settle(judged: readonly Judged[], config: PackConfig, stack: string | undefined): readonly RuleResult[] {
    return applyWaivers(
      judged.flatMap(({ results }) => results),
      config.waivers,
      { stack, today: this.#today },
    );
  }
}

const differentConfigurations = {
  path: "palisade-stack",
  given: "its configuration differs from that of the policy 'palisade'",
  allowed: "both take the same configuration",
  change: "repeat the configuration of 'palisade', or leave it out",
};

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** The stack named in a URN (`urn:pulumi:<stack>::<project>::...`). */
function stackOf(urn: string): string | undefined {
  return /^urn:pulumi:(.+?)::/.exec(urn)?.[1];
}

import type { PackConfig } from "../lib/packConfig.ts";
import { PROFILES } from "../lib/packConfig.ts";
import { POD_SECURITY_PARAMS } from "../lib/podSecurity.ts";
import type { Profile, Rule, RuleBase } from "../lib/rule.ts";
import { WAIVER_RULES } from "../lib/waiverHygiene.ts";
import { objectShape } from "../rules/governance/object-shape.ts";
import { RULES } from "../rules/index.ts";

/** What `--profile` may say: a profile of the pack, or a level of the Pod Security Standards. */
export const CHECK_PROFILES = [...PROFILES, "pss-baseline", "pss-restricted"] as const;
export type CheckProfile = (typeof CHECK_PROFILES)[number];

/** Everything that can appear in a report: the rules, and those about waivers. */
export const ALL_RULES: readonly RuleBase[] = [...RULES, ...WAIVER_RULES];

/** The rules a profile selects: restricted includes baseline, and an object nobody can read passes neither. */
export function rulesOf(profile: CheckProfile): readonly Rule[] {
  if (profile === "pss-baseline")
    return RULES.filter(({ name, podSecurity }) => podSecurity === "baseline" || name === objectShape.name);
  if (profile === "pss-restricted")
    return RULES.filter(({ name, podSecurity }) => podSecurity !== undefined || name === objectShape.name);
  return RULES;
}

/** Selected by a Pod Security level, a rule counts whatever its own level says; rules about waivers keep theirs. */
export function configOf(config: PackConfig, profile: CheckProfile): PackConfig {
  if (profile !== "pss-baseline" && profile !== "pss-restricted") return { ...config, profile: profile satisfies Profile };
  const mandatory = Object.fromEntries(rulesOf(profile).map(({ name }) => [name, "mandatory" as const]));
  const params = POD_SECURITY_PARAMS[profile === "pss-baseline" ? "baseline" : "restricted"];
  return { ...config, profile: "prod", levels: { ...mandatory, ...config.levels }, params: { ...params, ...config.params } };
}

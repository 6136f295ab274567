import type { Finding, Level, Plain, PolicyResource, Severity } from "./verdict.ts";

export type Profile = "local" | "dev" | "staging" | "prod";

/** What a rule may read beside its subject. */
export interface RuleContext {
  readonly profile: Profile;
  /** Parameters of this rule from the pack's configuration, already validated. */
  readonly params: Readonly<Record<string, Plain>>;
}

/** What every rule says of itself. */
export interface RuleBase {
  /** kebab-case, unique. */
  readonly name: string;
  readonly title: string;
  /** What it demands, why, and how it could be bypassed. */
  readonly description: string;
  readonly severity: Severity;
  /** Level in each profile. */
  readonly level: Readonly<Record<Profile, Level>>;
  /** Ids of the controls it serves: `P-45`, `CIS-K8S 5.2.6`, `NSA 2.1`, `PCI-DSS 2.2.1`, `SOC2 CC6.1`, `ISO27001 A.8.9`. */
  readonly controls: readonly string[];
  readonly remediation: string;
  /** Pod Security level the rule belongs to, for `--profile pss-baseline` and `pss-restricted`. */
  readonly podSecurity?: "baseline" | "restricted" | undefined;
  /** JSON Schema of the parameters, with defaults. */
  readonly params?:
    Readonly<Record<string, { readonly type: string; readonly description: string; readonly default: Plain }>> | undefined;
}

/** Judges one resource by itself. */
export interface ResourceRule extends RuleBase {
  readonly scope: "resource";
  readonly appliesTo: (resource: PolicyResource) => boolean;
  readonly check: (resource: PolicyResource, context: RuleContext) => readonly Finding[];
}

/** Judges all resources together, once, at the end. */
export interface WorldRule extends RuleBase {
  readonly scope: "world";
  /** False when the world holds nothing the rule is about. */
  readonly appliesTo: (world: World) => boolean;
  readonly check: (world: World, context: RuleContext) => readonly Finding[];
}

export type Rule = ResourceRule | WorldRule;

/** Every resource, indexed once for all world rules. */
export interface World {
  readonly resources: readonly PolicyResource[];
  readonly byType: (type: string) => readonly PolicyResource[];
  /** Kubernetes objects of a kind, whatever way they were declared. */
  readonly byKind: (kind: string, apiGroup?: string) => readonly PolicyResource[];
}

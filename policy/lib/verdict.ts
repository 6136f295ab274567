/** What a rule says of one resource. `unknown` never counts as a pass. */
export type Verdict = "pass" | "fail" | "unknown" | "waived" | "not-applicable";

export type Severity = "low" | "medium" | "high" | "critical";

/** What a rule found; no entries at all means that it passed. */
export interface Finding {
  readonly verdict: "fail" | "unknown";
  /** Names the object, the container, what was found and what is allowed. */
  readonly message: string;
  /** Path of the field, for example `spec.template.spec.containers[0].image`. */
  readonly path?: string | undefined;
  readonly container?: string | undefined;
  /** Only from world rules: the resource the finding is about. */
  readonly subject?: PolicyResource | undefined;
}

/** A value that the program cannot know before deployment; stands wherever it stood in the inputs. */
export const UNKNOWN: unique symbol = Symbol.for("palisade.unknown");

/** Stands for a secret in a preview and in manifests written from one: nothing is disclosed. */
export const REDACTED = "(secret)";

/** A plain value in which {@link UNKNOWN} marks what is not known yet. */
export type Plain =
  string | number | boolean | null | undefined | typeof UNKNOWN | readonly Plain[] | { readonly [key: string]: Plain };

/** One resource as rules see it: no Pulumi types, no proxies, no secrets wrapper. */
export interface PolicyResource {
  /** Pulumi type token, or `kubernetes:<apiVersion>:<kind>` for an object read from YAML. */
  readonly type: string;
  /** URN, or `file#index` for YAML. */
  readonly id: string;
  /** Logical name, or `metadata.name`. */
  readonly name: string;
  /** Parent's id. */
  readonly parent?: string | undefined;
  readonly props: Readonly<Record<string, Plain>>;
  /** Kubernetes identity, when it is a Kubernetes object (typed, CustomResource or YAML). */
  readonly kubernetes?:
    | {
        readonly apiVersion: string;
        readonly kind: string;
        readonly namespace?: string | undefined;
        readonly name?: string | undefined;
        /** True for a `...Patch` resource: what it leaves out is unknown, not absent. */
        readonly partial?: boolean | undefined;
      }
    | undefined;
  /** URNs of what it depends on. @default - it stands in a file, where nothing tells an order */
  readonly dependsOn?: readonly string[] | undefined;
  readonly options: { readonly protect: boolean; readonly ignoreChanges: readonly string[] };
  /** For YAML: where the object stands. */
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  /** True for a component resource: `props` are its registered outputs in world rules. */
  readonly component: boolean;
}

/** One row of a report. */
export interface RuleResult {
  readonly rule: string;
  readonly verdict: Verdict;
  readonly severity: Severity;
  readonly level: Level;
  readonly resource: {
    readonly id: string;
    readonly type: string;
    readonly apiVersion?: string | undefined;
    readonly kind?: string | undefined;
    readonly namespace?: string | undefined;
    readonly name: string;
  };
  readonly container?: string | undefined;
  readonly path?: string | undefined;
  readonly message: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  /** Of a waived finding: what grants it, until when, and whether the risk is accepted or the remedy is not built yet. */
  readonly waiver?:
    { readonly ticket: string; readonly expires: string; readonly kind?: "risk-accepted" | "not-built-yet" } | undefined;
}

/** How a finding counts: `mandatory` stops a deployment, `advisory` is shown, `disabled` is not evaluated. */
export type Level = "mandatory" | "advisory" | "disabled";

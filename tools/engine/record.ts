/**
 * What an offline run records. Everything is plain JSON with three marks: an unknown value is `{"$unknown": true}`,
 * a secret is `{"$secret": true}` (its value is never kept) and an asset is `{"$asset": "<sha256>"}`.
 * Deterministic: no time, no duration, no absolute path.
 */
export type Recorded = string | number | boolean | null | readonly Recorded[] | { readonly [key: string]: Recorded };

/** A registered or read resource, as the program declared it and before any provider default. */
export interface RecordedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  /** True for `ReadResource` (`.get()` and StackReference). */
  readonly read: boolean;
  readonly parent?: string | undefined;
  readonly inputs: Readonly<Record<string, Recorded>>;
  /** Of a Kubernetes Secret: field (`stringData`) -> names of its keys. A name is no secret; what stands under it is. */
  readonly secretKeys?: Readonly<Record<string, readonly string[]>> | undefined;
  /** What a component registered as outputs. */
  readonly outputs?: Readonly<Record<string, Recorded>> | undefined;
  readonly dependsOn: readonly string[];
  /** Input property -> URNs it depends on. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly provider?: string | undefined;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly deleteBeforeReplace: boolean;
  readonly aliases: readonly string[];
  readonly ignoreChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly deletedWith?: string | undefined;
  readonly hooks: readonly string[];
  /** `index.ts:12` where the program created it, when known. */
  readonly source?: string | undefined;
}

/** An invoke of a provider function, answered from a fixture or, without one, with unknown. */
export interface RecordedInvoke {
  readonly token: string;
  readonly args: Recorded;
  readonly answer: "fixture" | "unknown";
  readonly from?: string | undefined;
}

/** A resource whose children cannot be seen offline. */
export interface OpaqueResource {
  readonly urn: string;
  readonly reason: string;
}

/** A violation as the pack reported it over gRPC; works for any pack. */
export interface PackDiagnostic {
  readonly pack: string;
  readonly policy: string;
  readonly level: "advisory" | "mandatory" | "remediate" | "disabled";
  readonly message: string;
  readonly urn?: string | undefined;
  readonly severity?: string | undefined;
}

export interface Remediation {
  readonly policy: string;
  readonly urn: string;
  readonly changed: readonly string[];
}

/** A line the program logged. */
export interface LogLine {
  readonly severity: "debug" | "info" | "warning" | "error";
  readonly message: string;
  readonly urn?: string | undefined;
}

export interface PreviewRecord {
  readonly project: string;
  readonly stack: string;
  readonly resources: readonly RecordedResource[];
  readonly stackOutputs: Readonly<Record<string, Recorded>>;
  readonly invokes: readonly RecordedInvoke[];
  readonly opaque: readonly OpaqueResource[];
  readonly logs: readonly LogLine[];
  readonly diagnostics: readonly PackDiagnostic[];
  readonly remediations: readonly Remediation[];
  /** Secret values found bare in an input: a defect of the program; the values themselves are not kept. */
  readonly leaks: readonly { readonly urn: string; readonly path: string }[];
}

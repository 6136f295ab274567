/** A resource as a program (or a chart) declares it, as plain data: what transforms, policies and the record work on. */
import type { AliasSpec } from "./urn.ts";
import type { WireObject } from "./values.ts";

/** Option fields a transform may change. Undefined means "not set", which lets a parent's choice apply. */
export interface DeclaredOptions {
  readonly dependsOn: readonly string[];
  readonly protect?: boolean | undefined;
  readonly retainOnDelete?: boolean | undefined;
  readonly deleteBeforeReplace?: boolean | undefined;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly aliases: readonly AliasSpec[];
  readonly version: string;
  readonly pluginDownloadUrl: string;
  readonly provider: string;
  readonly providers: Readonly<Record<string, string>>;
  readonly deletedWith: string;
  readonly replaceWith: readonly string[];
  readonly importId: string;
  /** `beforeCreate:name`, in the order given. */
  readonly hooks: readonly string[];
  readonly customTimeouts?: { readonly create: string; readonly update: string; readonly delete: string } | undefined;
}

/** A function of the program that the engine can call back. */
export interface CallbackReference {
  readonly target: string;
  readonly token: string;
}

export interface Declaration {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly remote: boolean;
  readonly parent?: string | undefined;
  readonly inputs: WireObject;
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly options: DeclaredOptions;
  readonly transforms: readonly CallbackReference[];
  /** `index.ts:12`, when known. */
  readonly source?: string | undefined;
}

export const NO_OPTIONS: DeclaredOptions = {
  dependsOn: [],
  ignoreChanges: [],
  replaceOnChanges: [],
  additionalSecretOutputs: [],
  aliases: [],
  version: "",
  pluginDownloadUrl: "",
  provider: "",
  providers: {},
  deletedWith: "",
  replaceWith: [],
  importId: "",
  hooks: [],
};

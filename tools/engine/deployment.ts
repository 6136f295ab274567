/** Everything registered in one run, and the rules that need to know the others: duplicates and inheritance. */
import type { CallbackReference, Declaration } from "./declaration.ts";
import { Refusal } from "./protocol.ts";
import type { LogLine, OpaqueResource, PackDiagnostic, RecordedInvoke, Remediation } from "./record.ts";
import type { TransformNode } from "./transforms.ts";
import { packageOf } from "./urn.ts";
import type { UrnScope } from "./urn.ts";
import type { WireObject } from "./values.ts";

export interface Registered {
  readonly urn: string;
  /** After transforms and remediations. */
  readonly declaration: Declaration;
  readonly read: boolean;
  /** URN of its provider. */
  readonly provider?: string | undefined;
  /** Every alias as a URN. */
  readonly aliases: readonly string[];
  /** What a component registered as outputs, or what was read. */
  outputs?: WireObject | undefined;
}

export class Deployment {
  readonly scope: UrnScope;
  /** The project's folder: places in the code are shown relative to it. */
  readonly root: string;
  readonly resources = new Map<string, Registered>();
  readonly transformNodes = new Map<string, TransformNode>();
  readonly stackTransforms: CallbackReference[] = [];
  readonly invokeTransforms: CallbackReference[] = [];
  readonly invokes: (RecordedInvoke & { readonly key: string })[] = [];
  readonly opaque: OpaqueResource[] = [];
  readonly diagnostics: PackDiagnostic[] = [];
  readonly remediations: Remediation[] = [];
  readonly logs: LogLine[] = [];
  readonly #reserved = new Map<string, string | undefined>();
  readonly #componentProviders = new Map<string, Readonly<Record<string, string>>>();

  constructor(scope: UrnScope, root: string) {
    this.scope = scope;
    this.root = root;
  }

  /** A URN belongs to the first that asks; the second is refused as the real engine does. */
  reserve(urn: string, source: string | undefined): void {
    if (this.#reserved.has(urn)) {
      const first = this.#reserved.get(urn);
      const place = first === undefined ? "" : `; first declared at ${first}`;
      throw new Refusal(`Duplicate resource URN '${urn}'; try giving it a unique name${place}`);
    }
    this.#reserved.set(urn, source);
  }

  add(resource: Registered, transforms: readonly CallbackReference[]): void {
    const { urn, declaration } = resource;
    this.resources.set(urn, resource);
    this.transformNodes.set(urn, { parent: declaration.parent, transforms });
    if (!declaration.custom) {
      this.#componentProviders.set(urn, this.#withParentProviders(declaration));
    }
  }

  #withParentProviders(declaration: Declaration): Readonly<Record<string, string>> {
    return { ...this.#providersOf(declaration.parent), ...declaration.options.providers };
  }

  #providersOf(urn: string | undefined): Readonly<Record<string, string>> {
    return urn === undefined ? {} : (this.#componentProviders.get(urn) ?? {});
  }

  /** The provider a declaration names, or the one its `providers` or its parent has for the package; else "". */
  explicitProvider(declaration: Declaration): string {
    const { provider, providers } = declaration.options;
    const name = packageOf(declaration.type);
    return provider === "" ? (providers[name] ?? this.#providersOf(declaration.parent)[name] ?? "") : provider;
  }

  /** A child is protected, retained and deleted with its parent unless it says otherwise. */
  inheritFromParent(declaration: Declaration): Declaration {
    const parent = declaration.parent === undefined ? undefined : this.resources.get(declaration.parent)?.declaration.options;
    if (parent === undefined) {
      return declaration;
    }
    const { options } = declaration;
    return {
      ...declaration,
      options: {
        ...options,
        protect: options.protect ?? parent.protect,
        retainOnDelete: options.retainOnDelete ?? parent.retainOnDelete,
        deletedWith: options.deletedWith === "" ? parent.deletedWith : options.deletedWith,
      },
    };
  }
}

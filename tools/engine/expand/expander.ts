/** Components whose children a provider would register: expanded here where that is possible offline. */
import type { Declaration } from "../declaration.ts";
import type { Registered } from "../deployment.ts";

export interface ExpandOptions {
  /** The program's working folder: relative paths start there. */
  readonly folder: string;
  /** The helm binary, if there is one. */
  readonly helm?: string | undefined;
  /** `kustomize build` or `kubectl kustomize`, if there is one. */
  readonly kustomize?: readonly string[] | undefined;
}

/** A child to register; `after` are the indices of the children that must come first. */
export interface Child extends Declaration {
  readonly after: readonly number[];
}

export type Expansion = { readonly children: readonly Child[] } | { readonly opaque: string };
export type Expander = (component: Registered, options: ExpandOptions) => Promise<Expansion>;

const EXPANDERS: Readonly<Record<string, Expander>> = {};

const unknownComponent: Expander = (component) =>
  Promise.resolve({ opaque: `its children are made by the provider of ${component.declaration.type}, which does not run offline` });

export function expanderFor(type: string): Expander {
  return EXPANDERS[type] ?? unknownComponent;
}

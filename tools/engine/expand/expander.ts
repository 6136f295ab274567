/** What an expander is given and gives: see `expand.ts` for the list of them. */
import type { Declaration } from "../declaration.ts";
import type { Registered } from "../deployment.ts";
import type { ExpansionTools } from "./tools.ts";

export interface ExpandOptions extends ExpansionTools {
  /** The program's working folder: relative paths start there. */
  readonly folder: string;
  readonly providerOf: (component: Registered) => Registered | undefined;
}

/** A child to register; `after` are the indices of the children that must come first. */
export interface Child extends Declaration {
  readonly after: readonly number[];
}

export type Expansion = { readonly children: readonly Child[] } | { readonly opaque: string };
export type Expander = (component: Registered, options: ExpandOptions) => Promise<Expansion>;

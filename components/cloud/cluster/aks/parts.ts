import type { AzureConfig } from "../../config.ts";
import type { AksConfig } from "./config.ts";
import type { AksNames } from "./names.ts";

/** What of its profile and its account a cluster depends on. */
export interface AksHardening {
  readonly deletionProtection: boolean;
  /** Days that logs of the control plane are kept. */
  readonly logDays: number;
  /** Tags of every resource. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What every part of a cluster is made from; plain. */
export interface AksParts {
  readonly config: AksConfig;
  readonly cloud: AzureConfig;
  readonly names: AksNames;
  readonly hardening: AksHardening;
}

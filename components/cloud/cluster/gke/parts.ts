import type { GcpConfig } from "../../config.ts";
import type { GkeConfig } from "./config.ts";
import type { GkeNames } from "./names.ts";

/** What of its profile and its account a cluster depends on. */
export interface GkeHardening {
  readonly deletionProtection: boolean;
  /** Days that logs of the control plane are kept. */
  readonly logDays: number;
  /** Labels of every resource. */
  readonly labels: Readonly<Record<string, string>>;
}

/** What every part of a cluster is made from; plain. */
export interface GkeParts {
  readonly config: GkeConfig;
  readonly cloud: GcpConfig;
  readonly names: GkeNames;
  readonly hardening: GkeHardening;
}

import type { Plain, PolicyResource } from "../verdict.ts";

/** Actions on resources, as the cloud writes them. */
export interface Right {
  /** UNKNOWN where a role or a policy is not known yet. */
  readonly actions: readonly Plain[];
  readonly resources: readonly Plain[];
}

/** An identity of a cloud that a writer's ServiceAccount leads to. */
export interface Identity {
  readonly resource: PolicyResource;
  /** How a message names it. */
  readonly name: string;
  /** What is wrong with who may take it on; empty when it is the ServiceAccount alone. UNKNOWN where that is not known. */
  readonly trustFaults: readonly Plain[];
  readonly rights: readonly Right[];
}

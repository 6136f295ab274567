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

/** Something that may be about a writer, which nobody knows before deployment. */
export interface Doubt {
  readonly resource: PolicyResource;
  /** What is not known, the start of a message: `the ServiceAccount of …`. */
  readonly what: string;
}

/** Where a writer's ServiceAccount leads in a cloud. */
export interface Lead {
  readonly identities: readonly Identity[];
  readonly doubts: readonly Doubt[];
}

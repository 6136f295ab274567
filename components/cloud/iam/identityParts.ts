import type { Input, Resource } from "@pulumi/pulumi";
import type { BindingModel } from "./contract.ts";

/** What every cloud's part gets. */
export interface IdentityParts {
  /** Logical name of the binding, prefix of everything in it. */
  readonly name: string;
  readonly model: BindingModel;
  readonly parent: Resource;
  readonly tags: Record<string, string>;
}

/** What a cloud's part made. */
export interface RealisedIdentity {
  /** Annotations the ServiceAccount carries. */
  readonly annotations: Readonly<Record<string, Input<string>>>;
  /** What must exist before a pod can use the identity. */
  readonly ready: readonly Resource[];
}

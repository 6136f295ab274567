import type { CustomResourceOptions, Resource } from "@pulumi/pulumi";
import type { Retention } from "./retention.ts";

/** What every resource of a store is made with. */
export interface StoreChild {
  /** Prefix of logical names. */
  readonly name: string;
  readonly parent: Resource;
  readonly tags: Record<string, string>;
  /** For what holds evidence or the means to read it. */
  readonly kept: Pick<CustomResourceOptions, "protect" | "retainOnDelete">;
}

/** Protected by the profile; a locked store outlives its stack, which could not delete it anyway. */
export function keptBy(retention: Retention, protect: boolean): StoreChild["kept"] {
  return { protect, retainOnDelete: retention.mode !== "none" };
}

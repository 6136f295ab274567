import type { Input, Resource } from "@pulumi/pulumi";
import type { DatabasePlan } from "./plan.ts";

/** What every resource of a database is made with. */
export interface DatabaseParts {
  readonly name: string;
  readonly parent: Resource;
  readonly plan: DatabasePlan;
  readonly tags: Record<string, string>;
  /** Password of the database's owner. */
  readonly password: Input<string>;
}

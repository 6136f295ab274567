import type { CloudConfig } from "../config.ts";

/** What a leak of the resource's content would disclose. */
export type DataClass = "public" | "internal" | "confidential" | "audit";

export interface TagsInput {
  readonly cloud: CloudConfig;
  /** Pulumi stack that owns the resource. */
  readonly stack: string;
  readonly dataClass: DataClass;
}

/**
 * Tags of a cloud resource: who answers for it, which stack made it, what it holds. Lower case with dashes, so that the same
 * text is a tag on AWS and Azure and a label on Google Cloud. The stack file's tags cannot replace these four. Pure.
 */
export function tagsOf({ cloud, stack, dataClass }: TagsInput): Readonly<Record<string, string>> {
  return { ...cloud.tags, owner: cloud.owner, stack, "data-class": dataClass, "managed-by": "pulumi" };
}

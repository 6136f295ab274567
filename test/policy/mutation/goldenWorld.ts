import { policyResources, stackResources } from "../../../tools/preview/policyResources.ts";
import * as cloud from "../fixtures/cloud.ts";
import type { PolicyResource } from "../../../policy/lib/verdict.ts";
import { goldenRecord } from "../../support/goldenRecord.ts";

/** A recorded stack as the pack meets it. */
export interface GoldenWorld {
  /** As the engine registers them, one by one. */
  readonly declared: readonly PolicyResource[];
  /** As stack policies get them, in the same order: a component shows what it registered as outputs. */
  readonly stack: readonly PolicyResource[];
}

/** Reads the golden record of a stack: no program runs. */
export async function goldenWorld(stack: string): Promise<GoldenWorld> {
  const record = await goldenRecord(stack);
  return { declared: policyResources(record), stack: stackResources(record) };
}

/** The known-good cloud resources of the rules' own tests, as one stack: the shipped prod stack brings its cluster with it. */
export function cloudWorld(): GoldenWorld {
  const declared = Object.entries(cloud).flatMap(([name, { type, props }]): readonly PolicyResource[] => [
    {
      type,
      id: `urn:pulumi:prod::palisade::${type}::${name}`,
      name,
      props,
      options: { protect: true, ignoreChanges: [] },
      component: type.startsWith("palisade:"),
    },
  ]);
  return { declared, stack: declared };
}

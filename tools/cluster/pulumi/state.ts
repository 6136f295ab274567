/** Reads an exported state. Pure. */

/** A resource that a destroy would refuse to delete, or would leave behind. */
export interface StatefulResource {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
}

interface ExportedState {
  readonly deployment?: {
    readonly resources?: readonly {
      readonly urn: string;
      readonly type: string;
      readonly id?: string;
      readonly protect?: boolean;
      readonly retainOnDelete?: boolean;
    }[];
  };
}

export function statefulResources(exported: string): {
  readonly protectedOnes: readonly StatefulResource[];
  readonly retained: readonly StatefulResource[];
} {
  const resources = (JSON.parse(exported) as ExportedState).deployment?.resources ?? [];
  const pick = (which: "protect" | "retainOnDelete"): readonly StatefulResource[] =>
    resources
      .filter((resource) => resource[which] === true && resource.id !== undefined)
      .map(({ urn, type, id = "" }) => ({ urn, type, id }));
  return { protectedOnes: pick("protect"), retained: pick("retainOnDelete") };
}

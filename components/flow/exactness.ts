/** How closely a compiled artefact matches the flow it was made from. */
export type Exactness =
  | { readonly kind: "exact" }
  /** Allows more than was declared. */
  | {
      readonly kind: "wider";
      /** What is allowed beyond the declaration. */
      readonly by: string;
      /** Why it cannot be said more narrowly. */
      readonly reason: string;
    };

/** The artefact allows what was declared and nothing else. */
export const EXACT: Exactness = { kind: "exact" };

/** The artefact allows more than was declared. */
export function wider(by: string, reason: string): Exactness {
  return { kind: "wider", by, reason };
}

/** All that makes an artefact wider than its flow, in one answer. */
export function combineExactness(all: readonly Exactness[]): Exactness {
  const widenings = all.filter((one) => one.kind === "wider");
  if (widenings.length === 0) return EXACT;
  return wider(
    [...new Set(widenings.map(({ by }) => by))].join("; "),
    [...new Set(widenings.map(({ reason }) => reason))].join("; "),
  );
}

import type pc from "picocolors";

/** Colours the text view, or leaves it plain. */
export type Paint = ReturnType<typeof pc.createColors>;

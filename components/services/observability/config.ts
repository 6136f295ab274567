import { z } from "zod";

/** `palisade:observability`: traces, metrics and their user interface. */
export const observabilityConfig = z.strictObject({
  collectorReplicas: z.int().min(1).max(10).default(1),
  phoenix: z.strictObject({ storage: z.string().default("5Gi"), retentionDays: z.int().min(1).default(30) }).prefault({}),
}).prefault({});
export type ObservabilityConfig = z.infer<typeof observabilityConfig>;

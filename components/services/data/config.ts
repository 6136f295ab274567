import { z } from "zod";

/** `palisade:data`: session and rate-limit state. */
export const dataConfig = z.strictObject({
  engine: z.enum(["valkey"]).default("valkey"),
  maxMemory: z.string().default("256mb"),
  storage: z.string().default("1Gi"),
}).prefault({});
export type DataConfig = z.infer<typeof dataConfig>;

import { z } from "zod";

/** `palisade:data`: session and rate-limit state. */
export const dataConfig = z
  .strictObject({
    engine: z.enum(["valkey"]).default("valkey").describe("Server that keeps the state."),
    maxMemory: z
      .string()
      .regex(/^[1-9]\d*(mb|gb)$/)
      .default("256mb")
      .describe("Memory for data, as Valkey writes it; the container gets twice as much. Writes fail beyond it."),
    storage: z.string().default("1Gi").describe("Size of the volume with the append-only file."),
  })
  .prefault({});

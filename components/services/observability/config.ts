import { z } from "zod";

/** `palisade:observability`: traces, metrics and their user interface. */
export const observabilityConfig = z
  .strictObject({
    collectorReplicas: z.int().min(1).max(10).default(1).describe("OpenTelemetry Collectors that take the gateway's telemetry."),
    phoenix: z
      .strictObject({
        storage: z.string().default("5Gi").describe("Size of the volume with the traces."),
        retentionDays: z.int().min(1).default(30).describe("Days a trace is kept; prompts may be in it."),
      })
      .prefault({}),
  })
  .prefault({});

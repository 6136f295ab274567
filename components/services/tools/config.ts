import { z } from "zod";

/** `palisade:tools`: the MCP servers behind the gateway. */
export const toolsConfig = z
  .strictObject({
    s3: z
      .strictObject({
        replicas: z.int().min(1).max(20).default(1).describe("Pods of the S3 tool."),
        allowedBuckets: z.array(z.string()).min(1).default(["example-agent-documents"]).describe("Buckets that agents may read."),
        region: z.string().default("eu-west-1").describe("Region of the buckets."),
        endpointCidrs: z
          .array(z.string())
          .default([])
          .describe("Addresses of the object store's private endpoint. Default: none, the tool cannot leave the cluster."),
      })
      .prefault({}),
  })
  .prefault({});

import type { Flow } from "../../flow/graph.ts";
import type { PlanContext } from "../../platform/context.ts";
import { S3_TOOL } from "./contract.ts";

/** Edges that start at the tools. Those that arrive are declared by their callers. */
export function toolFlows({ config }: PlanContext): readonly Flow[] {
  const { endpointCidrs, region } = config.tools.s3;
  if (endpointCidrs.length === 0) return [];
  const why = {
    reason: "The private endpoint of the object store has these addresses.",
    reference: "palisade:tools.s3.endpointCidrs",
  };
  return [
    {
      from: { kind: "workload", key: S3_TOOL.key },
      to: { kind: "cloudService", name: `s3.${region}`, cidrs: endpointCidrs, why },
      ports: [{ port: 443 }],
      authentication: {
        by: "tls",
        reason: "The object store proves itself by certificate; requests are signed.",
        reference: why.reference,
      },
      purpose: "Lists and reads objects of the allowed buckets",
    },
  ];
}

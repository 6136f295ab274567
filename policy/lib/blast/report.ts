import { z } from "zod";

/** Raised when a reader of the report has to change. */
export const BLAST_VERSION = 1;

const names = z.array(z.string());

const step = z
  .strictObject({
    from: z.string(),
    to: z.string().meta({ description: "A ServiceAccount, a workload, a node, every right in a namespace or in the cluster." }),
    by: z.string().meta({ description: "The right or the setting that makes the step possible, and the binding it comes from." }),
  })
  .meta({ id: "Step" });

const workload = z
  .strictObject({
    id: z.string().meta({ description: "`namespace/name[Kind]`." }),
    serviceAccount: z.string().meta({ description: "`namespace/name`." }),
    token: z.boolean().meta({ description: "Whether its pods hold a token that the API server accepts." }),
    network: z
      .array(
        z.strictObject({
          to: z.string().meta({ description: "A workload or a CIDR." }),
          ports: z.array(z.strictObject({ protocol: z.string(), port: z.int(), endPort: z.int().optional() })),
        }),
      )
      .meta({ description: "What it can open connections to." }),
    cluster: z
      .array(
        z.strictObject({
          scope: z.string().optional().meta({ description: "Namespace; left out for the whole cluster." }),
          verbs: names,
          groups: names,
          resources: names,
          names: names.optional().meta({ description: "Objects it is limited to." }),
          via: z.string().meta({ description: "The binding that gives it." }),
        }),
      )
      .meta({ description: "Rights of its ServiceAccount, over all bindings." }),
    cloud: z
      .array(z.strictObject({ cloud: z.string(), principal: z.string(), actions: names, resources: names, conditions: names }))
      .meta({ description: "Rights of its ServiceAccount in the cloud." }),
    reads: z.array(
      z.strictObject({
        kind: z.enum(["Secret", "ConfigMap"]),
        name: z.string(),
        how: z.enum(["mounted", "in the environment", "for pulling images"]),
      }),
    ),
    becomes: z.strictObject({
      itself: z.array(step).meta({ description: "What a broken-in container can become with what it finds." }),
      withToken: z.array(step).meta({ description: "What whoever holds a token of its ServiceAccount can become." }),
      withNode: z.array(step).meta({ description: "What whoever holds a node it runs on can become." }),
      onNode: names.meta({ description: "Other workloads that may run on the same node." }),
    }),
  })
  .meta({ id: "Workload" });

const reportSchema = z
  .strictObject({
    version: z.literal(BLAST_VERSION),
    workloads: z.array(workload),
    notes: names.meta({ description: "What could not be read or is not known: more may be possible." }),
  })
  .meta({ id: "BlastReport", title: "Blast radius of every workload" });

export type BlastReport = z.output<typeof reportSchema>;
export type BlastWorkload = BlastReport["workloads"][number];

/** The JSON Schema of `palisade blast --json`. */
export function blastJsonSchema(): object {
  return z.toJSONSchema(reportSchema);
}

import { z } from "zod";
import { reachSchema } from "../../policy/lib/reachability.ts";
import { LEVELS } from "../../policy/lib/packConfig.ts";
import { reportSchema } from "../../policy/lib/report.ts";

/** Raised when a reader of `preview --json` has to change. */
export const PREVIEW_VERSION = 2;

const recorded = z.record(z.string(), z.unknown()).meta({
  description:
    "As declared; `{$unknown: true}` is not known before deployment, `{$secret: true}` a secret, `{$asset: sha256}` a file.",
});

const resource = z
  .strictObject({
    urn: z.string(),
    type: z.string(),
    name: z.string(),
    parent: z.string().optional(),
    inputs: recorded,
    dependsOn: z.array(z.string()),
    protect: z.boolean(),
  })
  .meta({ id: "Resource" });

const flow = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    ports: z.array(z.string()),
    authentication: z.enum(["spiffe", "istio", "linkerd", "tls", "plain"]),
    exactness: z.enum(["exact", "wider"]),
    wider: z.strictObject({ by: z.string(), reason: z.string() }).optional(),
    purpose: z.string(),
  })
  .meta({ id: "Flow", description: "A declared edge; `wider` says what its NetworkPolicies allow beyond it, and why." });

const reachability = reachSchema.meta({
  description: "Computed from the rendered objects, independently of the declared flows; also what `reach --json` prints.",
});

const { profile, results, summary } = reportSchema.shape;

/** What `preview --json` prints. */
export const previewSchema = z
  .strictObject({
    version: z.literal(PREVIEW_VERSION),
    stack: z.string(),
    resources: z.array(resource),
    policy: z.strictObject({
      profile,
      levels: z.record(z.string(), z.enum(LEVELS)).meta({ description: "Levels that configuration changes, by rule." }),
      results,
      summary,
    }),
    flows: z.array(flow),
    prerequisites: z.array(z.string()).meta({ description: "Settings of the network plug-in that the policies rely on." }),
    reachability,
    examples: z.array(z.string()).meta({ description: "Keys that must be set before a deployment: example values and secrets." }),
    invokes: z.array(
      z.strictObject({
        token: z.string(),
        args: z.unknown(),
        answer: z.enum(["fixture", "unknown"]),
        from: z.string().optional(),
      }),
    ),
    opaque: z.array(z.strictObject({ urn: z.string(), reason: z.string() })),
    leaks: z.array(z.strictObject({ urn: z.string(), path: z.string() })).meta({ description: "Secrets found in plain text." }),
    logs: z.array(
      z.strictObject({
        severity: z.enum(["debug", "info", "warning", "error"]),
        message: z.string(),
        urn: z.string().optional(),
      }),
    ),
    stackOutputs: recorded,
  })
  .meta({ title: "Palisade preview" });

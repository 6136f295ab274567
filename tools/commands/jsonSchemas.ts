import { z } from "zod";
import { previewSchema } from "../preview/jsonSchema.ts";

const problem = z
  .strictObject({ path: z.string(), given: z.string(), allowed: z.string(), change: z.string() })
  .meta({ id: "Problem", description: "Where; what was given, never a secret value; what is allowed; what to change." });

const examples = z.array(z.strictObject({ path: z.string(), value: z.string(), change: z.string() })).meta({
  description: "Example values: a preview accepts them, a deployment does not.",
});

const missingSecrets = z.array(z.string()).meta({ description: "Secrets that are needed and not set." });

const render = z
  .strictObject({
    stack: z.string(),
    folder: z.string(),
    files: z.array(z.string()).meta({ description: "Names in the folder, in apply order." }),
  })
  .meta({ title: "palisade render --json" });

const configCheck = z
  .strictObject({
    stacks: z.array(
      z.strictObject({
        stack: z.string(),
        problems: z.array(problem).meta({ description: "Empty when the stack can be planned." }),
        examples,
        missingSecrets,
      }),
    ),
  })
  .meta({ title: "palisade config check --json" });

const configExplain = z
  .strictObject({
    stack: z.string(),
    settings: z.array(
      z.strictObject({
        key: z.string(),
        value: z.unknown(),
        origin: z.enum(["stack file", "default"]),
        description: z.string(),
      }),
    ),
    controls: z.array(z.strictObject({ name: z.string(), value: z.union([z.boolean(), z.number()]), note: z.string() })),
    examples: examples.optional(),
    missingSecrets: missingSecrets.optional(),
    evidence: z
      .array(z.strictObject({ who: z.string(), could: z.string(), prevented: z.string(), remains: z.string().optional() }))
      .optional()
      .meta({ description: "Who could still destroy audit evidence, what prevents it, and what is left of it." }),
  })
  .meta({ title: "palisade config explain --json" });

const configExplainCloud = z
  .strictObject({
    stack: z.string(),
    deployer: z
      .array(
        z.strictObject({
          cloud: z.enum(["aws", "gcp", "azure"]),
          document: z.record(z.string(), z.unknown()).meta({ description: "The policy, as bootstrap:deployPolicy takes it." }),
          unknownTypes: z.array(z.string()),
        }),
      )
      .meta({ description: "What the deployer must be allowed to do in each cloud of the stack." }),
    costs: z.array(
      z.strictObject({
        what: z.string(),
        count: z.number(),
        monthly: z.number().optional().meta({ description: "US dollars for all of them; absent without a price." }),
        price: z
          .strictObject({
            dollars: z.number(),
            per: z.enum(["hour", "month"]),
            source: z.string(),
            compared: z.string().optional(),
          })
          .optional(),
      }),
    ),
  })
  .meta({ title: "palisade config explain --cloud --json" });

const imagesList = z
  .strictObject({ images: z.array(z.strictObject({ key: z.string(), image: z.string() })) })
  .meta({ title: "palisade images list --json" });

const imagesLock = z
  .strictObject({
    images: z.array(
      z.strictObject({
        key: z.string(),
        image: z.string(),
        state: z.enum(["unchanged", "changed", "failed"]),
        detail: z.string().meta({ description: "The digest, or why there is none." }),
      }),
    ),
    written: z.boolean(),
  })
  .meta({ title: "palisade images lock --json" });

const golden = z
  .strictObject({
    stacks: z.array(z.string()),
    differences: z.array(z.string()).meta({ description: "`stack/file: what differs`." }),
    written: z.boolean(),
  })
  .meta({ title: "palisade golden --json" });

const SCHEMAS = {
  "tools/preview/preview.schema.json": previewSchema,
  "tools/commands/schemas/render.schema.json": render,
  "tools/commands/schemas/config-check.schema.json": configCheck,
  "tools/commands/schemas/config-explain.schema.json": configExplain,
  "tools/commands/schemas/config-explain-cloud.schema.json": configExplainCloud,
  "tools/commands/schemas/images-list.schema.json": imagesList,
  "tools/commands/schemas/images-lock.schema.json": imagesLock,
  "tools/commands/schemas/golden.schema.json": golden,
} as const;

/** Committed JSON Schemas of what our commands print: path -> schema. Those of the pack's commands live in `policy/`. */
export function commandSchemas(): Readonly<Record<string, object>> {
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([path, schema]) => [path, z.toJSONSchema(schema, { target: "draft-2020-12" })]),
  );
}

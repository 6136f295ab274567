import { z } from "zod";
import { palisadeConfig } from "./schema.ts";
import { SECRET_NAMES, SECRETS } from "./secrets.ts";

/** A node of a JSON Schema (draft 2020-12), as far as ours use it. */
export interface JsonSchema {
  readonly type?: string | undefined;
  readonly description?: string | undefined;
  readonly default?: unknown;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly pattern?: string | undefined;
  readonly format?: string | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly properties?: Readonly<Record<string, JsonSchema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: JsonSchema | undefined;
  readonly oneOf?: readonly JsonSchema[] | undefined;
  readonly anyOf?: readonly JsonSchema[] | undefined;
  readonly additionalProperties?: boolean | JsonSchema | undefined;
  readonly propertyNames?: JsonSchema | undefined;
}

/** JSON Schema of every `palisade:*` object, key by key, without the prefix. */
export function palisadeSchema(): JsonSchema {
  return z.toJSONSchema(palisadeConfig, { io: "input" }) as JsonSchema;
}

const encrypted = {
  type: "object",
  properties: { secure: { type: "string" } },
  required: ["secure"],
  additionalProperties: false,
};

/** JSON Schema of a whole stack file, so that editors complete and check `Pulumi.<stack>.yaml`. */
export function stackFileSchema(): Readonly<Record<string, unknown>> {
  const schema = palisadeSchema();
  const keys = Object.entries(schema.properties ?? {}).map(([key, value]) => [`palisade:${key}`, value] as const);
  const secrets = SECRET_NAMES.map(
    (name) => [`palisade:${name}`, { ...encrypted, description: `Secret. ${SECRETS[name].description}` }] as const,
  );
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Palisade stack file",
    type: "object",
    properties: {
      encryptionsalt: { type: "string" },
      encryptedkey: { type: "string" },
      secretsprovider: { type: "string" },
      environment: { type: ["object", "array"] },
      config: {
        type: "object",
        properties: Object.fromEntries([...keys, ...secrets]),
        required: (schema.required ?? []).map((key) => `palisade:${key}`),
        patternProperties: { "^(?!palisade:)[A-Za-z0-9_-]+:.+$": {} },
        additionalProperties: false,
      },
    },
    required: ["config"],
    additionalProperties: false,
  };
}

import { createHash } from "node:crypto";
import type { Problem } from "../../shared/problem.ts";
import { yamlOf, type Bundle } from "./bundle.ts";

/** Registered tools of a bundle whose hash does not match what they declare: the gateway would block every call to them. */
export function toolRegistryProblems(bundle: Bundle): readonly Problem[] {
  return toolsOf(bundle).flatMap((tool) => {
    const expected = toolHash(tool.description, tool.input_schema);
    if (tool.hash === expected) return [];
    return [
      {
        path: "palisade:gateway.policyBundle",
        given: `tool-registry.yaml: hash of ${tool.name} is ${tool.hash}`,
        allowed: `sha256 of description and canonical input_schema, here ${expected}`,
        change: "check the change of the tool, then register the new hash and sign the file again",
      },
    ];
  });
}

/**
 * The gateway's fingerprint of a tool: sha256(description + JSON of the input schema with sorted keys), in hexadecimal.
 * Source: PRECINCT internal/gateway/middleware/tool_registry.go
 */
export function toolHash(description: string, inputSchema: unknown): string {
  return createHash("sha256")
    .update(description + canonicalJson(inputSchema))
    .digest("hex");
}

/** JSON as Go's encoding/json writes a map: sorted keys, no spaces, and `<`, `>`, `&` escaped for HTML. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value)).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]));
}

interface RegisteredTool {
  readonly name: string;
  readonly description: string;
  readonly hash: string;
  readonly input_schema: unknown;
}

function toolsOf(bundle: Bundle): readonly RegisteredTool[] {
  const registry = yamlOf(bundle.get("tool-registry.yaml")) as { tools?: readonly RegisteredTool[] } | null | undefined;
  return registry?.tools ?? [];
}

import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { parseStack, type RawConfig } from "../../components/config/parse.ts";
import { plan, type Plan } from "../../components/plan.ts";
import { loadBundle } from "../../components/services/gateway/bundle.ts";
import { describeProblem } from "../../components/shared/problem.ts";

/** A small valid prod stack; every test changes one thing of it. */
export const goodStack: Readonly<Record<string, unknown>> = {
  profile: "prod",
  trustDomain: "agents.internal",
  cluster: {
    kind: "existing",
    name: "prod",
    flavour: "other",
    kubernetesVersion: "1.36",
    context: "prod-admin",
    networkPolicyEngine: "cilium",
    apiServer: { cidrs: ["10.0.0.10/32"], ports: [6443] },
    nodeCidrs: ["10.0.1.0/24"],
  },
  identity: {
    kind: "spire",
    replicas: 2,
    datastore: {
      kind: "postgres",
      host: "db.agents.internal",
      cidrs: ["10.0.8.20/32"],
      caCertificate: "-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----",
    },
    keyManager: { kind: "hashicorpVault", address: "https://vault.agents.internal:8200", cidrs: ["10.0.8.30/32"] },
  },
  gateway: { replicas: 3, controlReplicas: 2, clientNamespaces: ["agents"] },
  tools: { s3: { replicas: 2, allowedBuckets: ["agent-documents"] } },
  observability: { collectorReplicas: 2 },
};

/** The `palisade:` values of a shipped stack, by key. */
export function shippedStack(stack: string): Readonly<Record<string, unknown>> {
  const { config } = parse(readFileSync(`Pulumi.${stack}.yaml`, "utf8")) as { readonly config: Record<string, unknown> };
  const own = Object.entries(config).filter(([key]) => key.startsWith("palisade:"));
  return Object.fromEntries(own.map(([key, value]) => [key.slice("palisade:".length), value]));
}

/** The plan of a stack, or what is wrong with the stack, a line each. */
export function planned(values: Readonly<Record<string, unknown>>): Plan | readonly string[] {
  const stack = parseStack(rawStack(values), "2026-11-21");
  if (!stack.ok) return stack.problems.map(describeProblem);
  const made = plan({ ...stack, bundle: loadBundle(stack.config.gateway.policyBundle) });
  return made.problems.length > 0 ? made.problems.map(describeProblem) : made;
}

/** The plan of a stack that has no problem. */
export function planOf(values: Readonly<Record<string, unknown>>): Plan {
  const made = planned(values);
  if (!("graph" in made)) throw new Error(made.join("\n"));
  return made;
}

/** A stack as Pulumi hands it over: objects and lists as JSON. */
export function rawStack(values: Readonly<Record<string, unknown>>, secretKeys: readonly string[] = []): RawConfig {
  const entries = Object.entries(values).map(
    ([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)] as const,
  );
  return { values: Object.fromEntries(entries), secretKeys: new Set(secretKeys) };
}

/** The good stack with one top-level key changed (merged when both are objects) or, with undefined, removed. */
export function changed(key: string, value: unknown): Readonly<Record<string, unknown>> {
  const { [key]: before, ...rest } = goodStack;
  if (value === undefined) return rest;
  const merge = isObject(before) && isObject(value);
  return { ...rest, [key]: merge ? { ...before, ...value } : value };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

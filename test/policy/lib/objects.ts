import { identifyObject } from "../../../policy/lib/kubernetesObject.ts";
import type { ResourceRule, WorldRule } from "../../../policy/lib/rule.ts";
import type { Plain, PolicyResource } from "../../../policy/lib/verdict.ts";

/** A Kubernetes object as rules see it, not from a file. */
export function kubernetesObject(object: Record<string, Plain>, changes: Partial<PolicyResource> = {}): PolicyResource {
  const kubernetes = identifyObject(object);
  const type = `kubernetes:${kubernetes?.apiVersion}:${kubernetes?.kind}`;
  const name = kubernetes?.name ?? "unnamed";
  return {
    type,
    id: `urn:pulumi:test::project::${type}::${name}`,
    name,
    props: object,
    kubernetes,
    options: { protect: false, ignoreChanges: [] },
    component: false,
    ...changes,
  };
}

export const everywhere = { local: "mandatory", dev: "mandatory", staging: "mandatory", prod: "mandatory" } as const;

const base = {
  title: "Names are short",
  description: "Long names are hard to read.",
  severity: "medium",
  level: everywhere,
  controls: ["P-45"],
  remediation: "Choose a shorter name.",
} as const;

export function resourceRule(changes: Partial<ResourceRule>): ResourceRule {
  return { ...base, scope: "resource", name: "short-name", appliesTo: () => true, check: () => [], ...changes };
}

export function worldRule(changes: Partial<WorldRule>): WorldRule {
  return { ...base, scope: "world", name: "few-names", appliesTo: () => true, check: () => [], ...changes };
}

/**
 * Remote components: their children are registered by a provider, which does not run offline. Some are expanded here;
 * of the others it is said that, and why, their children cannot be seen.
 */
import type { Registered } from "../deployment.ts";
import type { ExpandOptions, Expander, Expansion } from "./expander.ts";
import { expandChart } from "./helmChart.ts";
import { unknownInputs } from "./inputs.ts";
import { expandKustomization } from "./kustomization.ts";
import { expandYaml } from "./yamlComponents.ts";

const EXPANDERS: Readonly<Record<string, Expander>> = {
  "kubernetes:yaml/v2:ConfigGroup": expandYaml,
  "kubernetes:yaml/v2:ConfigFile": expandYaml,
  "kubernetes:kustomize/v2:Directory": expandKustomization,
  "kubernetes:helm.sh/v4:Chart": expandChart,
};

/** Custom resources that stand for objects nobody sees: a Helm release is installed by the provider itself. */
const OPAQUE_RESOURCES: Readonly<Record<string, string>> = {
  "kubernetes:helm.sh/v3:Release": "a Helm release is one resource: its objects are never shown to the engine or to policies",
};

export function opaqueReason(type: string): string | undefined {
  return OPAQUE_RESOURCES[type];
}

export async function expand(component: Registered, options: ExpandOptions): Promise<Expansion> {
  const expander = EXPANDERS[component.declaration.type];
  if (expander === undefined) {
    return { opaque: `its children are made by the provider of ${component.declaration.type}, which does not run offline` };
  }
  const unknown = unknownInputs(component);
  if (unknown !== undefined) {
    return { opaque: unknown };
  }
  try {
    return await expander(component, options);
  } catch (error) {
    return { opaque: `it could not be rendered: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** The rendered objects of a stack, applied to a cluster without Pulumi. */
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { KubeApi } from "../../../tools/cluster/kubeApi.ts";
import { kubernetesObjects, PARTIAL_ANNOTATION, type KubernetesObject } from "../../../tools/engine/kubernetesObjects.ts";
import { runPreview } from "../../../tools/engine/preview.ts";
import type { WireObject } from "../../../tools/engine/values.ts";
import { keyOf } from "../standins/kubernetes/objects.ts";
import { Resources } from "../standins/kubernetes/resources.ts";

/** What the offline preview of a shipped stack renders. */
export async function renderedObjects(stack: string): Promise<readonly KubernetesObject[]> {
  const outcome = await runPreview({ cwd: resolve("."), stack });
  if ("error" in outcome) throw new Error(outcome.error.message);
  return kubernetesObjects(outcome.record);
}

export const NEEDED_FIRST: ReadonlySet<string> = new Set(["Namespace", "CustomResourceDefinition"]);

/** Creates them for real and waits until custom kinds are served. */
export async function applyObjects(api: KubeApi, objects: readonly KubernetesObject[]): Promise<void> {
  const resources = new Resources(api, "default");
  for (const object of objects) {
    await resources.apply({ urn: "e2e", object: forced(object) });
    if (object.kind === "CustomResourceDefinition") await resources.untilReady(keyOf(forced(object)), 30);
  }
  // Discovery follows the condition of a CustomResourceDefinition by a moment.
  for (const path of objects.filter(({ kind }) => kind === "CustomResourceDefinition").flatMap(servedPaths))
    while ((await api.find(path)) === undefined) await sleep(50);
}

interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly plural: string };
    readonly versions: readonly { readonly name: string }[];
  };
}

function servedPaths(definition: KubernetesObject): readonly string[] {
  const { group, names, versions } = (definition as unknown as Definition).spec;
  return versions.map(({ name }) => `/apis/${group}/${name}/${names.plural}?limit=1`);
}

/** What the API server says against an object in a strict dry run; undefined when nothing. */
export async function refusalOf(api: KubeApi, object: KubernetesObject): Promise<string | undefined> {
  const resources = new Resources(api, "default");
  try {
    const accepted = await resources.tryOut({ urn: "e2e", object: forced(object) });
    return accepted === undefined ? "its kind or its namespace is not there" : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Objects of several stacks follow each other in one cluster: the last one wins. */
function forced(object: KubernetesObject): WireObject {
  const declared = Object.entries((object.metadata["annotations"] ?? {}) as Record<string, string>);
  const annotations = Object.fromEntries(declared.filter(([key]) => key !== PARTIAL_ANNOTATION));
  return {
    ...object,
    ...withoutMark(object),
    metadata: { ...object.metadata, annotations: { ...annotations, "pulumi.com/patchForce": "true" } },
  } as unknown as WireObject;
}

/** Of a Secret whose contents wait for an address of the cloud not even the keys are known: a mark stands for all of them. */
function withoutMark(object: KubernetesObject): { readonly stringData?: WireObject } {
  return "stringData" in object && typeof object.stringData === "string" ? { stringData: {} } : {};
}

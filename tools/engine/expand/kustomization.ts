/** `kustomize/v2:Directory` of a local folder, by kustomize or kubectl. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";

import type { Expander } from "./expander.ts";
import { knownInputs, manifestOptions, textInput } from "./inputs.ts";
import { manifestChildren, parseManifests } from "./manifests.ts";
import { run } from "./run.ts";

export const expandKustomization: Expander = async (component, { folder, kustomize, providerOf }) => {
  const inputs = knownInputs(component);
  const directory = resolve(folder, textInput(inputs, "directory") ?? "");
  if (!existsSync(directory)) {
    return { opaque: "its directory is not a local path" };
  }
  const [program, ...first] = kustomize ?? [];
  if (program === undefined) {
    return { opaque: "there is neither kustomize nor kubectl to render it" };
  }
  const rendered = await run(program, [...first, directory], folder);
  return manifestChildren(parseManifests(rendered), component, manifestOptions(component, inputs, providerOf(component)));
};

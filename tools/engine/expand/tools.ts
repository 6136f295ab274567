/** Programs that expand charts and overlays, where this machine has them. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

export interface ExpansionTools {
  readonly helm?: string | undefined;
  readonly kustomize?: readonly string[] | undefined;
}

function onPath(name: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export function findTools(helm: string | undefined): ExpansionTools {
  const kustomize = onPath("kustomize");
  const kubectl = onPath("kubectl");
  return {
    helm: helm ?? onPath("helm"),
    kustomize: kustomize !== undefined ? [kustomize, "build"] : kubectl !== undefined ? [kubectl, "kustomize"] : undefined,
  };
}

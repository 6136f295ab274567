/** `helm.sh/v4:Chart` from a local chart, by `helm template`. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { signatureOf } from "../values.ts";
import type { Wire, WireObject } from "../values.ts";
import type { Expander } from "./expander.ts";
import { knownInputs, manifestOptions, textInput, unwrap } from "./inputs.ts";
import { manifestChildren, parseManifests } from "./manifests.ts";
import { run } from "./run.ts";

/** Inputs whose effect helm has only with a network or a program of the user's. */
const BEYOND_OFFLINE = ["repositoryOpts", "postRenderer", "dependencyUpdate", "verify"] as const;

function assetText(asset: Wire, folder: string): string {
  const value = asset as WireObject;
  return typeof value["text"] === "string" ? value["text"] : readFileSync(resolve(folder, String(value["path"])), "utf8");
}

/** Values files first, then `values`: later ones win. */
function valueFiles(inputs: WireObject, folder: string, scratch: string): string[] {
  const assets = inputs["valueYamlFiles"];
  const contents = (Array.isArray(assets) ? (assets as Wire[]) : [])
    .filter((asset) => signatureOf(asset) === "asset")
    .map((asset) => assetText(asset, folder));
  const all = [...contents, JSON.stringify(unwrap(inputs["values"] ?? {}))];
  return all.map((content, index) => {
    const path = join(scratch, `values-${String(index)}.yaml`);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  });
}

export const expandChart: Expander = async (component, { folder, helm, providerOf }) => {
  const inputs = knownInputs(component);
  const beyond = BEYOND_OFFLINE.find((key) => inputs[key] !== undefined && inputs[key] !== false);
  const chart = resolve(folder, textInput(inputs, "chart") ?? "");
  if (beyond !== undefined || !existsSync(chart)) {
    return { opaque: beyond === undefined ? "its chart is not a local path" : `its ${beyond} cannot take effect offline` };
  }
  if (helm === undefined) {
    return { opaque: "there is no helm binary to render its chart" };
  }
  const options = manifestOptions(component, inputs, providerOf(component));
  const scratch = mkdtempSync(join(tmpdir(), "palisade-helm-"));
  try {
    const values = valueFiles(inputs, folder, scratch).flatMap((path) => ["--values", path]);
    const crds = unwrap(inputs["skipCrds"]) === true ? [] : ["--include-crds"];
    const release = textInput(inputs, "name") ?? component.declaration.name;
    const rendered = await run(
      helm,
      ["template", release, chart, "--namespace", options.namespace, "--no-hooks", ...crds, ...values],
      folder,
    );
    return manifestChildren(parseManifests(rendered), component, options);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

/** `yaml/v2:ConfigGroup` and `ConfigFile`: local files, YAML text and objects. */
import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

import { isObject } from "../values.ts";
import type { Wire, WireObject } from "../values.ts";
import type { Expander } from "./expander.ts";
import { isRemoteAddress, knownInputs, manifestOptions, unwrap } from "./inputs.ts";
import { manifestChildren, parseManifests } from "./manifests.ts";

function list(value: Wire | undefined): readonly Wire[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

function texts(value: Wire | undefined): readonly string[] {
  return list(unwrap(value)).filter((item) => typeof item === "string");
}

/** Files by name or pattern, sorted; a pattern that names nothing is a mistake. */
function readFiles(patterns: readonly string[], folder: string): WireObject[] {
  return patterns.flatMap((pattern) => {
    const paths = globSync(pattern, { cwd: folder }).sort();
    if (paths.length === 0) {
      throw new Error(`no file matches ${pattern}`);
    }
    return paths.flatMap((path) => parseManifests(readFileSync(resolve(folder, path), "utf8")));
  });
}

export const expandYaml: Expander = (component, { folder, providerOf }) => {
  const inputs = knownInputs(component);
  const files = [...texts(inputs["files"]), ...texts(inputs["file"])];
  const remote = files.find(isRemoteAddress);
  if (remote !== undefined) {
    return Promise.resolve({ opaque: `${remote} would have to be fetched` });
  }
  const given = list(inputs["objs"]).filter(isObject);
  const manifests = [...readFiles(files, folder), ...texts(inputs["yaml"]).flatMap(parseManifests), ...given];
  return Promise.resolve(manifestChildren(manifests, component, manifestOptions(component, inputs, providerOf(component))));
};

import { exempt, when, type Setting } from "./settings.ts";

/** A setting of the node pool that GKE makes with a cluster; without one there is nothing to demand. */
export function ofDefaultPool(setting: Setting): Setting {
  return exempt(setting, when("removeDefaultNodePool", true), when("enableAutopilot", true));
}

import { readProject } from "../engine/project.ts";
import { readStackConfig } from "../engine/stackConfig.ts";

/** The profile a stack of this program names; a foreign program has none, and is held to prod. */
export function readStackProfile(cwd: string, stack: string): string | undefined {
  return readStackConfig(readProject(cwd), stack).values["palisade:profile"];
}

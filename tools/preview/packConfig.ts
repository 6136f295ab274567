import { existsSync } from "node:fs";
import { join } from "node:path";
import { readConfig, readWaivers } from "../../policy/cli/settings.ts";
import { PROFILES, type PackConfig } from "../../policy/lib/packConfig.ts";
import { readProject } from "../engine/project.ts";
import { readStackConfig } from "../engine/stackConfig.ts";

/** What decides how a stack is judged. */
export interface PackSettings {
  /** Folder of any Pulumi Node.js project. */
  readonly cwd: string;
  readonly stack: string;
  /** Profile of the policy pack. @default the stack's `palisade:profile`, else prod */
  readonly profile?: string | undefined;
  /** File of waivers. @default `waivers.yaml` of the project, when there is one */
  readonly waivers?: string | undefined;
  /** File of levels, parameters and waivers of rules. @default `policy-config.<stack>.yaml` of the project, when there is one */
  readonly config?: string | undefined;
}

/** The configuration of the pack for a stack, as `--policy-pack-config` takes it. */
export async function packConfig(settings: PackSettings): Promise<Readonly<Record<string, unknown>>> {
  return forBothPolicies(await readPackConfig(settings));
}

/** The pack's two policies take the same configuration. */
export function forBothPolicies(config: PackConfig): Readonly<Record<string, unknown>> {
  return { palisade: config, "palisade-stack": config };
}

/** The profile of the stack, the waivers of its project, and the levels and parameters that its own file sets. */
export async function readPackConfig({ cwd, stack, profile, waivers, config }: PackSettings): Promise<PackConfig> {
  const named = readStackConfig(readProject(cwd), stack).values["palisade:profile"];
  const own = await readConfig(config ?? present(join(cwd, `policy-config.${stack.split("/").at(-1)}.yaml`)));
  const file = waivers ?? present(join(cwd, "waivers.yaml"));
  return {
    ...own,
    // A stack of this program names its profile; a foreign program has none, and is held to prod. So is a misspelt one, until
    // the program refuses it together with all other problems of the stack.
    profile: PROFILES.find((known) => known === (profile ?? named)) ?? own.profile,
    waivers: [...own.waivers, ...(file === undefined ? [] : await readWaivers(file))],
  };
}

function present(path: string): string | undefined {
  return existsSync(path) ? path : undefined;
}

import { LineCounter, parseDocument } from "yaml";
import { parsePackConfig, type PackConfig } from "../lib/packConfig.ts";
import { InputError, zodProblems } from "../lib/problem.ts";
import { waiversFileSchema, type Waiver } from "../lib/waivers.ts";
import { RULES } from "../rules/index.ts";
import { readSources } from "./sources.ts";
import { aliasFault, MOST_ALIASES, syntaxFault } from "./yamlFault.ts";

const noStdin = async function* (): AsyncIterable<Uint8Array> {};

/** The configuration file of the pack: what Pulumi takes as the configuration of the policy `palisade`. */
export async function readConfig(path: string | undefined): Promise<PackConfig> {
  const input = path === undefined ? {} : await readYaml(path);
  const parsed = parsePackConfig(input, RULES, path);
  if ("problems" in parsed) throw new InputError(parsed.problems);
  return parsed.config;
}

/** The waivers of a file, every problem at once. */
export async function readWaivers(path: string): Promise<readonly Waiver[]> {
  const input = await readYaml(path);
  const file = waiversFileSchema.safeParse(input, { reportInput: true });
  if (!file.success) throw new InputError(zodProblems(file.error, path));
  return file.data.waivers;
}

async function readYaml(path: string): Promise<unknown> {
  const { sources, problems } = await readSources([path], noStdin);
  if (problems.length > 0) throw new InputError(problems);
  const lines = new LineCounter();
  const options = { lineCounter: lines, prettyErrors: false, logLevel: "error" } as const;
  const document = parseDocument(sources[0]?.text ?? "", options);
  const [error] = document.errors;
  if (error !== undefined) throw new InputError([{ path: `${path}:${lines.linePos(error.pos[0]).line}`, ...syntaxFault(error) }]);
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown;
  } catch (thrown) {
    throw new InputError([{ path, ...aliasFault(thrown) }]);
  }
}

/** Reads a Pulumi project (`Pulumi.yaml`) and says how Pulumi would start its program. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative, resolve } from "node:path";

import { z } from "zod";

import type { Problem } from "../../components/shared/problem.ts";
import { nearest } from "../../policy/lib/nearest.ts";
import { configFailure } from "./programError.ts";
import { readYamlFile } from "./yamlFile.ts";

const RUNTIME_OPTIONS = z.looseObject({
  typescript: z.boolean().optional(),
  nodeargs: z.string().optional(),
  tsconfig: z.string().optional(),
});

const PROJECT = z.looseObject({
  name: z.string().min(1),
  runtime: z.union([z.string(), z.looseObject({ name: z.string(), options: RUNTIME_OPTIONS.optional() })], {
    error: "nodejs, or a map with `name: nodejs` and options",
  }),
  main: z.string().optional(),
  stackConfigDir: z.string().optional(),
  config: z.union([z.string(), z.record(z.string(), z.unknown())], { error: "a map of keys" }).nullish(),
});

export interface Project {
  readonly name: string;
  /** The folder of `Pulumi.yaml`. */
  readonly root: string;
  /** The program's working folder and, in it, what to run. */
  readonly workingFolder: string;
  readonly entry: string;
  readonly typescript: boolean;
  readonly nodeArguments: readonly string[];
  readonly tsconfig?: string | undefined;
  /** The `config:` section, unread. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly stackFolder: string;
  /** `node_modules/@pulumi/pulumi` of the program. */
  readonly sdk: string;
}

const EXTENSIONS = [".yaml", ".yml", ".json"];

export function findFile(folder: string, stem: string): string | undefined {
  return EXTENSIONS.map((extension) => join(folder, stem + extension)).find((path) => existsSync(path));
}

export function problem(path: string, given: string, allowed: string, change: string): Problem {
  return { path, given, allowed, change };
}

/** Every disagreement between data and its schema. */
export function schemaProblems(error: z.ZodError, shownAs: string): Problem[] {
  return error.issues.map((issue) =>
    problem([shownAs, ...issue.path.map(String)].join(": "), "not accepted", issue.message, "correct the file"),
  );
}

export function readProject(cwd: string): Project {
  const root = resolve(cwd);
  const data = readProjectFile(root);
  const options = typeof data.runtime === "string" ? undefined : data.runtime.options;
  const config = data.config ?? {};
  return {
    name: data.name,
    root,
    ...locateProgram(root, data.main),
    typescript: options?.typescript !== false,
    nodeArguments: words(options?.nodeargs),
    tsconfig: options?.tsconfig,
    // An older form of `stackConfigDir` is a text under `config`.
    ...(typeof config === "string"
      ? { config: {}, stackFolder: resolve(root, config) }
      : { config, stackFolder: resolve(root, data.stackConfigDir ?? ".") }),
    sdk: locateSdk(root),
  };
}

function words(text = ""): string[] {
  return text.split(/\s+/u).filter((word) => word !== "");
}

function readProjectFile(root: string): z.infer<typeof PROJECT> {
  const file = findFile(root, "Pulumi");
  if (file === undefined) {
    throw configFailure([
      problem("Pulumi.yaml", "not found", "a folder with a Pulumi project", "name the project's folder with --cwd"),
    ]);
  }
  const parsed = PROJECT.safeParse(readYamlFile(file, basename(file)).data);
  if (!parsed.success) {
    throw configFailure(schemaProblems(parsed.error, basename(file)));
  }
  const { runtime } = parsed.data;
  const name = typeof runtime === "string" ? runtime : runtime.name;
  if (name !== "nodejs") {
    throw configFailure([problem("Pulumi.yaml: runtime", name, "nodejs", "only Node.js programs can be previewed offline")]);
  }
  return parsed.data;
}

/** A folder named by `main` becomes the working folder; of a file, the folder it is in. */
function locateProgram(root: string, main: string | undefined): { workingFolder: string; entry: string } {
  const path = resolve(root, main ?? ".");
  if (!existsSync(path)) {
    throw configFailure([
      problem("Pulumi.yaml: main", `${String(main)} does not exist`, "a file or folder of the project", "correct the path"),
    ]);
  }
  return statSync(path).isDirectory()
    ? { workingFolder: path, entry: "." }
    : { workingFolder: dirname(path), entry: basename(path) };
}

function locateSdk(root: string): string {
  try {
    return dirname(createRequire(join(root, "resolve-from-here.js")).resolve("@pulumi/pulumi/package.json"));
  } catch {
    throw configFailure([
      problem(
        "@pulumi/pulumi",
        "not installed for this project",
        "the SDK in its node_modules",
        "install the project's packages (npm ci)",
      ),
    ]);
  }
}

/** Names of the stacks that have a file, sorted. */
export function stacksOf(project: Project): readonly string[] {
  if (!existsSync(project.stackFolder)) {
    return [];
  }
  const names = readdirSync(project.stackFolder).map((name) => /^Pulumi\.(.+)\.(?:yaml|yml|json)$/u.exec(name)?.[1]);
  return names.filter((name) => name !== undefined).sort();
}

/** The stack's file; undefined when the project keeps no stack files at all. */
export function stackFile(project: Project, stack: string): string | undefined {
  const found = findFile(project.stackFolder, `Pulumi.${stack}`);
  const stacks = stacksOf(project);
  const meant = nearest(stack, stacks);
  if (found === undefined && stacks.length > 0) {
    throw configFailure([
      problem(
        `stack ${stack}`,
        `${relative(project.root, join(project.stackFolder, `Pulumi.${stack}.yaml`))} not found`,
        stacks.join(", "),
        `${meant === undefined ? "" : `did you mean ${meant}? Otherwise `}name a stack that exists, or create its file`,
      ),
    ]);
  }
  return found;
}

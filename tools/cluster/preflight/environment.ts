import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What credentials are looked for in. */
export interface Environment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Home of whoever deploys. */
  readonly home: string;
}

/** A variable that is set to something. */
export function variable({ variables }: Environment, name: string): string | undefined {
  const value = variables[name];
  return value === "" ? undefined : value;
}

/** First of these variables that is set, by name. */
export function firstSet(environment: Environment, names: readonly string[]): string | undefined {
  return names.find((name) => variable(environment, name) !== undefined);
}

/** A file of a tool's settings: below the home folder, or in the folder that a variable names. */
export function settingsFile(environment: Environment, folder: string, name: string, folderVariable?: string): string {
  const given = folderVariable === undefined ? undefined : variable(environment, folderVariable);
  return join(given ?? join(environment.home, folder), name);
}

/** Undefined when there is no such file. */
export function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

import { readFileSync } from "node:fs";

/** The version of the pack, from its package.json. */
export function packVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    readonly version: string;
  };
  return version;
}

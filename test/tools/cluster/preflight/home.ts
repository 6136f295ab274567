import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import type { Environment } from "../../../../tools/cluster/preflight/environment.ts";

/** Makes homes of deployers: their variables, and files below their home folder. All are removed after the test file. */
export function homes(): (variables: Environment["variables"], files?: Readonly<Record<string, string>>) => Environment {
  const made: string[] = [];
  afterAll(() => made.forEach((home) => rmSync(home, { recursive: true })));
  return (variables, files = {}) => {
    const home = mkdtempSync(join(tmpdir(), "palisade-home-"));
    made.push(home);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(home, path)), { recursive: true });
      writeFileSync(join(home, path), text);
    }
    return { variables, home };
  };
}

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runPreview } from "../engine/preview.ts";
import { readProject, stacksOf } from "../engine/project.ts";
import { policiesIn } from "./policies.ts";

/** Writes every AWS policy of every stack of a project into a folder, a file each: `writePolicies.ts FOLDER PROJECT...`. */
const [folder = "", ...projects] = process.argv.slice(2);

for (const cwd of projects) {
  for (const stack of stacksOf(readProject(cwd))) {
    const outcome = await runPreview({ cwd, stack });
    if ("error" in outcome) throw new Error(`${cwd} ${stack}: ${outcome.error.message}`);
    for (const { name, document } of policiesIn(outcome.record)) {
      writeFileSync(join(folder, `${outcome.record.project}-${stack}-${name}.json`), document);
    }
  }
}

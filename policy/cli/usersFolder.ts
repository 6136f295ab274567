import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";

/** Options that name a place of the project when the user does not say another. */
const OWN_PLACES = ["cwd", "file"];

/**
 * `npm run` changes to the folder of package.json; paths that a user types are meant from the folder they stand in, and are shown
 * as they typed them. Defaults stay places of the project.
 */
export function fromUsersFolder(command: Command): Command {
  return command.hook("preAction", (_command, called) => {
    const folder = usersFolder(process.env);
    if (folder === undefined || resolve(folder) === process.cwd()) return;
    for (const name of OWN_PLACES) {
      if (called.getOptionValueSource(name) === "default")
        called.setOptionValueWithSource(name, resolve(String(called.getOptionValue(name))), "default");
    }
    process.chdir(folder);
  });
}

/** Only the script that starts this program: a test run that starts it was itself started somewhere. */
function usersFolder({ npm_lifecycle_event: script, INIT_CWD: folder }: NodeJS.ProcessEnv): string | undefined {
  return script === "palisade" && folder !== undefined && existsSync(folder) ? folder : undefined;
}

// Plain JavaScript, so that an old Node prints this message and not a syntax error.
import module from "node:module";
import { fileURLToPath } from "node:url";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `palisade: Node.js ${process.versions.node} cannot run this; 22.18 or newer can; run \`make install\`, which brings one on Linux, and then through npm (npm run -s palisade -- ...)`,
  );
  process.exit(2);
}
// A tenth of a preview would go into compiling the same modules again.
module.enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/palisade-compile", import.meta.url)));
try {
  await import("./cli.ts");
} catch (error) {
  const [missing] = /^Cannot find package '[^']+'/.exec(error.message) ?? [];
  if (missing === undefined) throw error;
  console.error(`palisade: ${missing}; the pinned packages; install them with \`make install\``);
  process.exitCode = 2;
}

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

// Commands print their progress in CI, line by line; tests expect the same words wherever they run.
delete process.env["CI"];

// No test begins to fail because time passes: this process and all it starts live on one day.
const oneDay = fileURLToPath(new URL("oneDay.cjs", import.meta.url));
const options = process.env["NODE_OPTIONS"] ?? "";
if (!options.includes("oneDay.cjs")) process.env["NODE_OPTIONS"] = `${options} --require ${JSON.stringify(oneDay)}`.trim();
createRequire(import.meta.url)(oneDay);

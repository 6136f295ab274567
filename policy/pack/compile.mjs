// `npm pack`: Node does not strip types below node_modules, so the package carries JavaScript.
import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const dist = at("../dist");
// Files of rules that are no more would be packed too.
rmSync(dist, { recursive: true, force: true });

const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const { status } = spawnSync(process.execPath, [compiler, "-p", at("tsconfig.json")], { stdio: ["ignore", 2, 2] });
if (status !== 0) process.exit(1);

// What the code reads of its package.json stands beside the code.
const { name, version, type } = JSON.parse(readFileSync(at("../package.json"), "utf8"));
writeFileSync(`${dist}/package.json`, `${JSON.stringify({ name, version, type }, null, 2)}\n`);
copyFileSync(at("../../LICENSE"), `${dist}/LICENSE`);

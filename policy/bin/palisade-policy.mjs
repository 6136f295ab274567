#!/usr/bin/env node
// Plain JavaScript, so that an old Node prints this message and not a syntax error.
import { existsSync } from "node:fs";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`palisade-policy: Node.js ${process.versions.node} cannot run this; install Node.js 22.18 or newer`);
  process.exit(2);
}
// In the clone the sources run as they are; a package carries them compiled.
const source = new URL("../cli/main.ts", import.meta.url);
await import(existsSync(source) ? source.href : new URL("../dist/cli/main.js", import.meta.url).href);

// Pulumi loads a pack with `require`; the pack itself is an ES module (docs/adr/0003-policy-pack.md).
const { existsSync } = require("node:fs");
const { enableCompileCache, flushCompileCache } = require("node:module");

// Compiled code is kept beside the packages, where nobody else can write; NODE_COMPILE_CACHE, when set, wins.
enableCompileCache?.(`${__dirname}/node_modules/.cache/compile`);

module.exports = async () => {
  // In the clone the sources run as they are; a package carries them compiled.
  await import(existsSync(`${__dirname}/index.ts`) ? "./index.ts" : "./dist/index.js");
  // The engine ends a pack by a signal, which would lose what was compiled.
  flushCompileCache?.();
};

// Plain JavaScript, so that an old Node prints this message and not a syntax error.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`palisade: Node.js ${process.versions.node} cannot run this; run it through npm (npm run -s palisade -- ...) or install Node.js 22.18 or newer`);
  process.exit(2);
}
await import("./cli.ts");

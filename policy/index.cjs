// Pulumi loads a pack with `require`; the pack itself is an ES module (docs/adr/0003-policy-pack.md).
module.exports = () => import("./index.ts");

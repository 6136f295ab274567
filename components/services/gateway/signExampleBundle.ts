/**
 * Signs the shipped example bundle again after one of its files changed: `node components/services/gateway/signExampleBundle.ts`.
 * Makes a key for this one run, writes the signatures and the public half, and forgets the private half. Then put the printed
 * fingerprint into bundle.ts.
 */
import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleKeyFingerprint, loadBundle, signBundle } from "./bundle.ts";

const folder = join(import.meta.dirname, "bundle");
const signed = signBundle(loadBundle(folder), generateKeyPairSync("ed25519").privateKey);
for (const [name, content] of signed) writeFileSync(join(folder, name), content);
console.log(bundleKeyFingerprint(signed));

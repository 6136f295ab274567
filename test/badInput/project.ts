import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/** Stands in every broken input where a secret could stand, and must not be in any message. */
export const NEVER_SHOWN = "hunter2-never-show-me";

export type Content = string | Uint8Array;

/** A throw-away Pulumi project with the packages and the components of this one. */
export interface BrokenProject {
  readonly folder: string;
  readonly write: (name: string, content: Content) => void;
  readonly remove: () => void;
}

/** Makes the project; without other files it is a Node.js project with no program and no stack. */
export function brokenProject(files: Readonly<Record<string, Content>> = {}): BrokenProject {
  const folder = mkdtempSync(join(tmpdir(), "palisade-broken-"));
  for (const name of ["node_modules", "components"]) symlinkSync(resolve(name), join(folder, name));
  const write = (name: string, content: Content): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  const standard = { "Pulumi.yaml": "name: palisade\nruntime: {name: nodejs, options: {typescript: false}}\n" };
  for (const [name, content] of Object.entries({ ...standard, ...files })) write(name, content);
  return { folder, write, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A good stack file of the smallest kind, for a cluster of this name; `more` are further lines of its `config`. */
export function laptopStack(cluster: string, more: string): string {
  return `config:
  palisade:profile: local
  palisade:trustDomain: palisade.local
  palisade:cluster:
    kind: existing
    name: ${cluster}
    flavour: other
    kubernetesVersion: "1.36"
    context: laptop
    networkPolicyEngine: none
    apiServer: { cidrs: ["192.168.65.0/24"], ports: [6443] }
    nodeCidrs: ["192.168.65.0/24"]
  palisade:gateway:
    enforcementProfile: dev
    spiffeMode: dev
  palisade:tools:
    s3: { allowedBuckets: ["agent-documents"] }
${more}`;
}

import type { RecordedResource } from "../../../../tools/engine/record.ts";

/** Names of all that exists before a resource: what it waits for, and what the components above it wait for. */
export function waitsFor(resources: readonly RecordedResource[], name: string): ReadonlySet<string> {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const start = resources.find((resource) => resource.name === name);
  if (start === undefined) throw new Error(`no resource ${name}`);
  const queue = [start.urn];
  for (const urn of queue) {
    const { dependsOn = [], parent = "" } = byUrn.get(urn) ?? {};
    queue.push(...[...dependsOn, parent].filter((one) => one !== "" && !queue.includes(one)));
  }
  return new Set(queue.slice(1).map((urn) => urn.slice(urn.lastIndexOf("::") + 2)));
}

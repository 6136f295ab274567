import { describeResource, fail, unknown } from "./finding.ts";
import type { World } from "./rule.ts";
import type { Finding } from "./verdict.ts";

/** Judges that every namespace of the world holds an object of a kind. */
export function judgeNamespaces(world: World, kind: string): readonly Finding[] {
  const placed = world.byKind(kind, "").map(({ kubernetes }) => kubernetes?.namespace);
  return world.byKind("Namespace", "").flatMap((subject) => {
    const name = subject.kubernetes?.name;
    const message = `${describeResource(subject)} has no ${kind}; allowed: at least one in every namespace`;
    if (name === undefined)
      return [unknown(`the name of ${describeResource(subject)} is not known before deployment: ${message}`, { subject })];
    return placed.includes(name) ? [] : [fail(message, { subject })];
  });
}

import { fail, unknown } from "./finding.ts";
import { containersOf } from "./subject.ts";
import { controllersIn } from "./replication.ts";
import { isList, isUnknown, read, text } from "./plain.ts";
import type { World } from "./rule.ts";
import type { Finding, PolicyResource } from "./verdict.ts";

/** The component that marks a stack of ours: the production checklist says nothing about other programs. */
const PLATFORM = "palisade:platform:Platform";

export function hasPlatform(world: World): boolean {
  return world.byType(PLATFORM).length > 0;
}

/** Parts of a platform that a run may leave for later, as a Platform component names those that it holds. */
export type Layer = "audit" | "cloud" | "platform" | "services" | "tenants";

/** Whether a platform holds a layer; one that does not say holds them all. False without a platform. */
export function holdsLayer(world: World, layer: Layer): boolean {
  return world.byType(PLATFORM).some(({ props: { layers } }) => !isList(layers) || layers.includes(layer));
}

/** Part of the URN of everything in the platform's own store of evidence. */
const AUDIT_STORE = "palisade:audit:AuditStore$";

/** Whether a resource is part of palisade:audit's store, which locks only what was confirmed. */
export function inAuditStore({ id }: PolicyResource): boolean {
  return id.includes(AUDIT_STORE);
}

/** What the checklist demands and the world does not hold. */
export function missing(world: World, message: string): readonly Finding[] {
  const platform = world.byType(PLATFORM)[0];
  return [fail(message, { ...(platform === undefined ? {} : { subject: platform }) })];
}

/** Controllers that keep pods running, with a container whose image is named so (`opentelemetry-collector`). */
export function controllersRunning(world: World, image: RegExp): readonly PolicyResource[] {
  return controllersIn(world, "Deployment", "StatefulSet", "DaemonSet").filter((controller) =>
    containersOf(controller).some((container) => image.test(text(read(container.value, "image")) ?? "")),
  );
}

/** Judges that evidence of a command's last run is registered, and that it passed. */
export function judgeEvidence(world: World, command: string): readonly Finding[] {
  const reports = world.byType("palisade:evidence:Evidence").filter(({ props }) => props["command"] === command);
  if (reports.length === 0) return missing(world, `no report of ${command} is registered; allowed: one that passed`);
  if (reports.some(({ props }) => props["passed"] === true)) return [];
  return reports.map((subject) => {
    const message = `the report of ${command} did not pass; allowed: one that passed`;
    return isUnknown(subject.props["passed"]) ? unknown(message, { subject }) : fail(message, { subject });
  });
}

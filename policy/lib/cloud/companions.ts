import { describeResource, fail, unknown } from "../finding.ts";
import { isUnknown, read, type PlainRecord } from "../plain.ts";
import type { World, WorldRule } from "../rule.ts";
import type { Finding, PolicyResource } from "../verdict.ts";
import { oncePerWorld } from "../world.ts";
import { cloudType, TYPES } from "./types.ts";

/** Resources of a cloud that are registered beside the one they belong to: a bucket's encryption, a VPC's flow log. */
export interface Companionship {
  readonly owner: string;
  /** Field of the owner with the name it is referred to by. */
  readonly name: string;
  readonly companion: string;
  /** Field of the companion that refers to the owner. */
  readonly link: string;
  /** In words: `a public access block`. */
  readonly wanted: string;
  /** Judges the companion of an owner; findings speak of the companion. */
  readonly judge?: (companion: PolicyResource, owner: PolicyResource) => readonly Finding[];
}

const byType = oncePerWorld(({ resources }) => Map.groupBy(resources, ({ type }) => cloudType(type)));

/** Resources of a type, whatever version of the provider's API they name. */
export function cloudResources(world: World, type: string): readonly PolicyResource[] {
  return byType(world).get(type) ?? [];
}

/** `appliesTo` for worlds with a resource of the type. */
export function hasCloudResource(type: string): (world: World) => boolean {
  return (world) => cloudResources(world, type).length > 0;
}

/**
 * Judges that every owner has its companion. A link that is not known before deployment (the id of a resource that is yet to be
 * made) points to one of the owners here. An owner has one companion, so as many of them as there are owners left serve all.
 */
export function judgeCompanions(
  world: World,
  companionship: Companionship,
  concerns: (owner: PolicyResource) => boolean = () => true,
): readonly Finding[] {
  const owners = cloudResources(world, companionship.owner);
  const companions = cloudResources(world, companionship.companion);
  const linked = Map.groupBy(companions, ({ props }) => read(props, companionship.link));
  const loose = companions.filter(({ props }) => isUnknown(read(props, companionship.link)));
  const ownOf = ({ props, name }: PolicyResource): readonly PolicyResource[] => {
    const given = read(props, companionship.name) ?? name;
    return isUnknown(given) ? [] : (linked.get(given) ?? []);
  };
  const left = owners.filter((owner) => ownOf(owner).length === 0).length;
  return owners.filter(concerns).flatMap((subject) => {
    const own = ownOf(subject);
    if (own.length > 0) return own.flatMap((one) => judgeOne(one, subject, companionship));
    if (left === 1 && loose.length === 1) return loose.flatMap((one) => judgeOne(one, subject, companionship));
    return judgeLoose(subject, loose, left, companionship);
  });
}

/** The part of a rule that judges something registered beside every S3 bucket, or beside those it concerns. */
export function besideBuckets(
  companionship: Pick<Companionship, "companion" | "wanted" | "judge">,
  concerns: (bucket: PlainRecord) => boolean = () => true,
): Pick<WorldRule, "scope" | "appliesTo" | "check"> {
  const ofBuckets = { owner: TYPES.bucket, name: "bucket", link: "bucket", ...companionship };
  return {
    scope: "world",
    appliesTo: hasCloudResource(TYPES.bucket),
    check: (world) => judgeCompanions(world, ofBuckets, ({ props }) => concerns(props)),
  };
}

function judgeOne(companion: PolicyResource, owner: PolicyResource, { judge }: Companionship): readonly Finding[] {
  return (judge?.(companion, owner) ?? []).map((finding) => ({ ...finding, subject: companion }));
}

/** For owners whose companion is one of several that nobody can tell apart yet. */
function judgeLoose(
  subject: PolicyResource,
  loose: readonly PolicyResource[],
  left: number,
  { wanted, link, judge }: Companionship,
): readonly Finding[] {
  const owner = describeResource(subject);
  if (loose.length === 0) return [fail(`${owner} has no ${wanted}; allowed: one`, { subject })];
  const sure = loose.length >= left && loose.every((one) => (judge?.(one, subject) ?? []).length === 0);
  return sure ? [] : [unknown(`${owner}: ${link} of its ${wanted} is not known before deployment; allowed: one`, { subject })];
}

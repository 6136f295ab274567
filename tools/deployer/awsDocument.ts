import type { RecordedResource } from "../engine/record.ts";

interface Statement {
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Services of the whole world, which a condition on the region would lock out. */
const GLOBAL = ["iam"];

/**
 * One statement for each service. Roles and buckets have names of ours, so they are named; what AWS names itself is held to the
 * regions of the stack. `iam:PassRole` hands on the stack's own roles only. Pure.
 */
export function awsDocument(actions: readonly string[], resources: readonly RecordedResource[]): object {
  const byService = Map.groupBy(actions, (action) => action.slice(0, action.indexOf(":")));
  const regions = regionsOf(resources);
  const statements = [...byService]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([service, Action]): Statement => {
      const named = namesOf(service, resources);
      const everywhere = GLOBAL.includes(service) || named !== undefined || regions.length === 0;
      const Resource = named ?? ["*"];
      if (everywhere) return { Effect: "Allow", Action, Resource };
      return { Effect: "Allow", Action, Resource, Condition: { StringEquals: { "aws:RequestedRegion": regions } } };
    });
  return { Version: "2012-10-17", Statement: statements };
}

/** ARNs of what a service names by our word; undefined where AWS makes names up, or where one of them is not known. */
function namesOf(service: string, resources: readonly RecordedResource[]): readonly string[] | undefined {
  if (service === "s3") return arns(resources, { "aws:s3/bucket:Bucket": ["bucket", "arn:aws:s3:::"] });
  if (service !== "iam") return undefined;
  const named = arns(resources, {
    "aws:iam/role:Role": ["name", "arn:aws:iam::*:role/"],
    "aws:iam/instanceProfile:InstanceProfile": ["name", "arn:aws:iam::*:instance-profile/"],
  });
  return named === undefined ? undefined : [...named, "arn:aws:iam::*:oidc-provider/*", "arn:aws:iam::*:role/aws-service-role/*"];
}

type Naming = Readonly<Record<string, readonly [property: string, prefix: string]>>;

function arns(resources: readonly RecordedResource[], naming: Naming): readonly string[] | undefined {
  const found: string[] = [];
  for (const { type, inputs } of resources) {
    const named = naming[type];
    if (named === undefined) continue;
    const name = inputs[named[0]];
    if (typeof name !== "string") return undefined;
    found.push(`${named[1]}${name}`);
  }
  return found.length === 0 ? undefined : [...new Set(found)].sort();
}

/** Regions that the stack's providers are pinned to. */
function regionsOf(resources: readonly RecordedResource[]): readonly string[] {
  const regions = resources.filter(({ type }) => type === "pulumi:providers:aws").map(({ inputs }) => inputs["region"]);
  return [...new Set(regions.filter((region) => typeof region === "string"))].sort();
}

import { cloudResources } from "../cloud/companions.ts";
import { isEverybody, RESOURCE_POLICIES, valuesOf } from "../cloud/policyDocument.ts";
import { TYPES } from "../cloud/types.ts";
import { isUnknown, items, read, text } from "../plain.ts";
import type { World } from "../rule.ts";
import { UNKNOWN, type Plain } from "../verdict.ts";
import { oncePerWorld } from "../world.ts";
import { allowancesIn, rightOf, rightsIn } from "./documents.ts";
import type { Right } from "./identity.ts";

/** In the place of a role's name: everybody. */
export const EVERY_ROLE = "*";

/** What a policy gives to a role: its name, {@link EVERY_ROLE}, or UNKNOWN where that is not known yet. */
interface Grant {
  readonly role: Plain;
  readonly rights: readonly Right[];
}

const ANYTHING: Right = { actions: [UNKNOWN], resources: [UNKNOWN] };

/** Rights of every role of a world, by its name. */
export const awsGrants = oncePerWorld((world): ReadonlyMap<Plain, readonly Right[]> => {
  const grants = [...ownGrants(world), ...attachments(world), ...inRoles(world), ...besideResources(world)];
  const byRole = Map.groupBy(grants, ({ role }) => role);
  return new Map([...byRole].map(([role, given]): [Plain, readonly Right[]] => [role, given.flatMap(({ rights }) => rights)]));
});

function ownGrants(world: World): readonly Grant[] {
  return cloudResources(world, TYPES.iamRolePolicy).map(({ props }) => ({
    role: props["role"],
    rights: rightsIn(props["policy"]),
  }));
}

/** Policies attached to roles, in each of the ways there are. */
function attachments(world: World): readonly Grant[] {
  const single = cloudResources(world, TYPES.iamRoleAttachment).map(
    ({ props }) => [props["role"], [props["policyArn"]]] as const,
  );
  const shared = cloudResources(world, TYPES.iamSharedAttachment).flatMap(({ props }) =>
    items(props["roles"]).map((role) => [role, [props["policyArn"]]] as const),
  );
  const exclusive = cloudResources(world, TYPES.iamExclusiveAttachments).map(
    ({ props }) => [props["roleName"], items(props["policyArns"])] as const,
  );
  return [...single, ...shared, ...exclusive].map(([role, arns]) => ({
    role,
    rights: arns.flatMap((arn) => rightsOfPolicy(world, arn)),
  }));
}

/** Policies that a role is declared with. */
function inRoles(world: World): readonly Grant[] {
  return cloudResources(world, TYPES.iamRole).map(({ props }) => ({
    role: props["name"],
    rights: [
      ...items(props["inlinePolicies"]).flatMap((policy) => rightsIn(read(policy, "policy"))),
      ...items(props["managedPolicyArns"]).flatMap((arn) => rightsOfPolicy(world, arn)),
    ],
  }));
}

const policiesByName = oncePerWorld(
  (world) =>
    new Map(
      cloudResources(world, TYPES.iamPolicy).map(({ props }): [string | undefined, Plain] => [
        text(props["name"]),
        props["policy"],
      ]),
    ),
);

/** A policy that nobody describes here may hold anything. */
function rightsOfPolicy(world: World, arn: Plain): readonly Right[] {
  const name = /:policy\/(?:.*\/)?([^/]+)$/.exec(text(arn) ?? "")?.[1];
  const policies = policiesByName(world);
  return name === undefined || !policies.has(name) ? [ANYTHING] : rightsIn(policies.get(name));
}

/** What policies of keys and buckets let roles do: they count like the role's own. */
function besideResources(world: World): readonly Grant[] {
  return [TYPES.kmsKey, TYPES.kmsKeyPolicy, TYPES.bucketPolicy, TYPES.bucket].flatMap((type) =>
    cloudResources(world, type).flatMap(({ props }) => allowancesIn(props[RESOURCE_POLICIES[type] ?? "policy"]).flatMap(granted)),
  );
}

function granted(statement: Plain): readonly Grant[] {
  const rights = [rightOf(statement)];
  if (isUnknown(statement)) return [{ role: UNKNOWN, rights: [ANYTHING] }];
  const principal = read(statement, "Principal");
  if (isEverybody(principal) || read(statement, "NotPrincipal") !== undefined) return [{ role: EVERY_ROLE, rights }];
  return valuesOf(read(principal, "AWS")).flatMap((arn): readonly Grant[] => {
    if (isUnknown(arn)) return [{ role: UNKNOWN, rights }];
    const role = /:role\/(?:.*\/)?([^/]+)$/.exec(text(arn) ?? "")?.[1];
    return role === undefined ? [] : [{ role, rights }];
  });
}

import { cloudResources } from "../cloud/companions.ts";
import { isEverybody, valuesOf } from "../cloud/policyDocument.ts";
import { TYPES } from "../cloud/types.ts";
import { describeResource } from "../finding.ts";
import { entries, isUnknown, read, text } from "../plain.ts";
import type { World } from "../rule.ts";
import { UNKNOWN, type Plain, type PolicyResource } from "../verdict.ts";
import { oncePerWorld } from "../world.ts";
import { destroying, destroyingKeys } from "./actions.ts";
import { awsGrants, EVERY_ROLE } from "./awsGrants.ts";
import { allowancesIn } from "./documents.ts";
import type { Doubt, Identity, Lead, Right } from "./identity.ts";
import type { Writer } from "./writers.ts";

const TAG = "aws:RequestTag/kubernetes-";
const ASSOCIATION = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
const ANNOTATION = "eks.amazonaws.com/role-arn";

/** Roles that EKS Pod Identity or an annotation of the ServiceAccount leads to. */
export function awsLead(world: World, writer: Writer): Lead {
  const { byAccount, loose } = associationsOf(world);
  const arns = [...(byAccount.get(accountOf(writer)) ?? []), ...(annotationsOf(world).get(accountOf(writer)) ?? [])];
  return {
    identities: arns.flatMap((arn) => rolesOf(world, arn).map((role) => identityOf(world, role, writer))),
    doubts: [...loose.filter((association) => mayBeOf(association, writer)).map(doubtAccount), ...arns.flatMap(doubtRole)],
  };
}

const accountOf = ({ namespace, serviceAccount }: Writer): string => `${namespace}/${serviceAccount}`;

/** What an association or an annotation says of the role it leads to. */
interface Arn {
  readonly resource: PolicyResource;
  readonly arn: Plain;
}

const associationsOf = oncePerWorld((world) => {
  const all = cloudResources(world, ASSOCIATION);
  const isLoose = ({ props }: PolicyResource): boolean => isUnknown(props["namespace"]) || isUnknown(props["serviceAccount"]);
  const known = all.filter((association) => !isLoose(association));
  const byAccount = Map.groupBy(
    known.map((resource): Arn => ({ resource, arn: resource.props["roleArn"] })),
    ({ resource: { props } }) => `${text(props["namespace"])}/${text(props["serviceAccount"])}`,
  );
  return { byAccount, loose: all.filter(isLoose) };
});

const annotationsOf = oncePerWorld((world) => {
  const annotated = world
    .byKind("ServiceAccount", "")
    .map((resource): Arn => ({ resource, arn: read(resource.props, "metadata", "annotations", ANNOTATION) }))
    .filter(({ arn }) => arn !== undefined);
  return Map.groupBy(annotated, ({ resource: { kubernetes } }) => `${kubernetes?.namespace ?? "default"}/${kubernetes?.name}`);
});

function mayBeOf({ props }: PolicyResource, { namespace, serviceAccount }: Writer): boolean {
  const may = (given: Plain, wanted: string): boolean => isUnknown(given) || given === wanted;
  return may(props["namespace"], namespace) && may(props["serviceAccount"], serviceAccount);
}

function doubtAccount(resource: PolicyResource): Doubt {
  return { resource, what: `the ServiceAccount of ${describeResource(resource)}` };
}

function doubtRole({ resource, arn }: Arn): readonly Doubt[] {
  return isUnknown(arn) ? [{ resource, what: `the role of ${describeResource(resource)}` }] : [];
}

const rolesByName = oncePerWorld((world) =>
  Map.groupBy(cloudResources(world, TYPES.iamRole), ({ props }) => text(props["name"])),
);

function rolesOf(world: World, { arn }: Arn): readonly PolicyResource[] {
  const name = /:role\/(?:.*\/)?([^/]+)$/.exec(text(arn) ?? "")?.[1];
  return name === undefined ? [] : (rolesByName(world).get(name) ?? []);
}

function identityOf(world: World, role: PolicyResource, writer: Writer): Identity {
  const name = text(role.props["name"]) ?? role.name;
  const granted = awsGrants(world);
  const loose = granted.get(UNKNOWN) ?? [];
  return {
    resource: role,
    name: `role ${name}`,
    trustFaults: allowancesIn(role.props["assumeRolePolicy"]).flatMap((statement) => trustFaults(statement, writer)),
    rights: [...(granted.get(name) ?? []), ...(granted.get(EVERY_ROLE) ?? []), ...loose.filter(isDestructive).map(doubted)],
  };
}

/** Whose they are is not known yet: what such a policy destroys may be in the hands of this role. */
const isDestructive = (right: Right): boolean => destroying(right, "aws").length + destroyingKeys(right, "aws").length > 0;
const doubted = (right: Right): Right => ({ ...right, actions: [UNKNOWN] });

/** Each statement must name the ServiceAccount, in the tags of Pod Identity or the subject of its token. */
function trustFaults(statement: Plain, { namespace, serviceAccount }: Writer): readonly Plain[] {
  if (isUnknown(statement)) return [UNKNOWN];
  const principal = read(statement, "Principal");
  const equal = read(statement, "Condition", "StringEquals");
  const token = entries(equal).find(([key]) => key.endsWith(":sub"))?.[1];
  const found = token ?? tagged(equal);
  const wanted = token === undefined ? `${namespace}/${serviceAccount}` : `system:serviceaccount:${namespace}:${serviceAccount}`;
  if (found === undefined) return [isUnknown(equal) ? UNKNOWN : isEverybody(principal) ? "everybody" : "every ServiceAccount"];
  return valuesOf(found).every((subject) => subject === wanted) ? [] : valuesOf(found);
}

function tagged(equal: Plain): Plain {
  const namespaces = valuesOf(read(equal, `${TAG}namespace`));
  const accounts = valuesOf(read(equal, `${TAG}service-account`));
  if (namespaces.length === 0 || accounts.length === 0) return undefined;
  return namespaces.flatMap((namespace) => accounts.map((account) => joined(namespace, account)));
}

function joined(namespace: Plain, account: Plain): Plain {
  return isUnknown(namespace) || isUnknown(account) ? UNKNOWN : `${String(namespace)}/${String(account)}`;
}

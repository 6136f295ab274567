import { entries, isUnknown, items, read, text } from "../plain.ts";
import type { World } from "../rule.ts";
import { UNKNOWN, type Plain, type PolicyResource } from "../verdict.ts";
import { destroying, destroyingKeys } from "./actions.ts";
import type { Identity, Right } from "./identity.ts";
import type { Writer } from "./writers.ts";

const TAG = "aws:RequestTag/kubernetes-";

/** Roles that EKS Pod Identity or an annotation of the ServiceAccount leads to. */
export function awsIdentities(world: World, writer: Writer): readonly Identity[] {
  const { namespace, serviceAccount } = writer;
  const associated = world
    .byType("aws:eks/podIdentityAssociation:PodIdentityAssociation")
    .filter(({ props }) => props["namespace"] === namespace && props["serviceAccount"] === serviceAccount)
    .map(({ props }) => props["roleArn"]);
  const annotated = world
    .byKind("ServiceAccount")
    .filter(({ kubernetes }) => kubernetes?.namespace === namespace && kubernetes.name === serviceAccount)
    .map(({ props }) => read(props, "metadata", "annotations", "eks.amazonaws.com/role-arn"))
    .filter((arn) => arn !== undefined);
  return [...associated, ...annotated].flatMap((arn) =>
    world
      .byType("aws:iam/role:Role")
      .filter(({ props }) => text(arn)?.endsWith(`:role/${text(props["name"])}`))
      .map((role) => identityOf(world, role, writer)),
  );
}

function identityOf(world: World, role: PolicyResource, writer: Writer): Identity {
  const name = text(role.props["name"]) ?? role.name;
  return {
    resource: role,
    name: `role ${name}`,
    trustFaults: statementsOf(role.props["assumeRolePolicy"]).flatMap((statement) => trustFaults(statement, writer)),
    rights: [...ownRights(world, role, name), ...attachedRights(world, role, name), ...keyRights(world, name)],
  };
}

/** Documents of the role itself, and of policies that name it. */
function ownRights(world: World, role: PolicyResource, name: string): readonly Right[] {
  const policies = world.byType("aws:iam/rolePolicy:RolePolicy");
  const named = policies.filter(({ props }) => props["role"] === name).map(({ props }) => props["policy"]);
  const inline = items(role.props["inlinePolicies"]).map((policy) => read(policy, "policy"));
  const loose = policies.filter(({ props }) => isUnknown(props["role"])).flatMap(({ props }) => rightsIn(props["policy"]));
  return [...[...named, ...inline].flatMap(rightsIn), ...loose.filter(isDestructive).map(doubted)];
}

/** Whose they are is not known yet: what such a policy destroys may be in the hands of this role. */
const isDestructive = (right: Right): boolean => destroying(right, "aws").length + destroyingKeys(right, "aws").length > 0;
const doubted = (right: Right): Right => ({ ...right, actions: [UNKNOWN] });

/** Policies attached to the role; one that nobody describes here may hold anything. */
function attachedRights(world: World, role: PolicyResource, name: string): readonly Right[] {
  const attached = world
    .byType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
    .filter(({ props }) => props["role"] === name)
    .map(({ props }) => props["policyArn"]);
  return [...attached, ...items(role.props["managedPolicyArns"])].flatMap((arn) => {
    const described = world
      .byType("aws:iam/policy:Policy")
      .find(({ props }) => text(props["name"]) !== undefined && text(arn)?.endsWith(`/${text(props["name"])}`));
    return described === undefined ? [{ actions: [UNKNOWN], resources: [UNKNOWN] }] : rightsIn(described.props["policy"]);
  });
}

function rightsIn(document: Plain): readonly Right[] {
  return statementsOf(document).map(rightOf);
}

/** Each statement must name the ServiceAccount, in the tags of Pod Identity or the subject of its token. */
function trustFaults(statement: Plain, { namespace, serviceAccount }: Writer): readonly Plain[] {
  if (isUnknown(statement)) return [UNKNOWN];
  const equal = read(statement, "Condition", "StringEquals");
  const token = entries(equal).find(([key]) => key.endsWith(":sub"))?.[1];
  const found = token ?? tagged(equal);
  const wanted = token === undefined ? `${namespace}/${serviceAccount}` : `system:serviceaccount:${namespace}:${serviceAccount}`;
  if (found === undefined) return ["every ServiceAccount"];
  return oneOf(found).every((subject) => subject === wanted) ? [] : oneOf(found);
}

function tagged(equal: Plain): Plain {
  const namespaces = oneOf(read(equal, `${TAG}namespace`));
  const accounts = oneOf(read(equal, `${TAG}service-account`));
  if (namespaces.length === 0 || accounts.length === 0) return undefined;
  return namespaces.flatMap((namespace) => accounts.map((account) => `${String(namespace)}/${String(account)}`));
}

/** What policies of keys let the role do: they count like its own. */
function keyRights(world: World, role: string): readonly Right[] {
  return world.byType("aws:kms/key:Key").flatMap(({ props }) =>
    isUnknown(props["policy"])
      ? []
      : statementsOf(props["policy"])
          .filter((statement) => oneOf(read(statement, "Principal", "AWS")).some((arn) => text(arn)?.endsWith(`:role/${role}`)))
          .map(rightOf),
  );
}

/** Statements that allow; UNKNOWN for a document that is not known yet. */
function statementsOf(document: Plain): readonly Plain[] {
  if (isUnknown(document)) return [UNKNOWN];
  return oneOf(read(parsed(text(document) ?? "{}"), "Statement")).filter(
    (statement) => isUnknown(statement) || read(statement, "Effect") === "Allow",
  );
}

/** A document that is not JSON says nothing that can be judged. */
function parsed(document: string): Plain {
  try {
    return { Statement: read(JSON.parse(document) as Plain, "Statement") };
  } catch {
    return UNKNOWN;
  }
}

function rightOf(statement: Plain): Right {
  return { actions: oneOf(read(statement, "Action")), resources: oneOf(read(statement, "Resource")) };
}

/** IAM takes one in the place of a list of one. */
function oneOf(value: Plain): readonly Plain[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? items(value) : [value];
}

import { describeResource } from "../finding.ts";
import { isAbsent, read, text, type PlainRecord } from "../plain.ts";
import type { World } from "../rule.ts";
import type { Plain, PolicyResource } from "../verdict.ts";
import { Reader } from "../reachability/reader.ts";
import { collectRoles, type Rights } from "./roles.ts";

/** A ServiceAccount: who a pod is towards the API server. */
export interface Account {
  readonly namespace: string;
  readonly name: string;
}

/** Rights that a binding hands out. */
export interface Grant extends Rights {
  /** Namespace they hold in; undefined for the whole cluster. */
  readonly scope: string | undefined;
  /** `RoleBinding shop/deployer`. */
  readonly via: string;
}

/** What cannot be known of the rights, with the object. */
export interface AccessIssue {
  readonly resource: PolicyResource;
  readonly message: string;
}

/** Who may do what in the cluster: the effect of all bindings together. */
export interface Access {
  readonly grantsOf: (account: Account) => readonly Grant[];
  readonly issues: readonly AccessIssue[];
}

const RBAC = "rbac.authorization.k8s.io";

/** Reads all roles and bindings of a world. */
export function readAccess(world: World): Access {
  const issues: AccessIssue[] = [];
  const roles = readRoles(world, issues);
  const bindings = [...world.byKind("RoleBinding", RBAC), ...world.byKind("ClusterRoleBinding", RBAC)];
  const bySubject = new Map<string, Grant[]>();
  for (const binding of bindings) {
    const { subjects, grants } = readBinding(binding, roles, issues);
    for (const subject of subjects) bySubject.set(subject, [...(bySubject.get(subject) ?? []), ...grants]);
  }
  return { issues, grantsOf: (account) => identitiesOf(account).flatMap((identity) => bySubject.get(identity) ?? []) };
}

/** Every name by which a binding may mean a ServiceAccount; who is not authenticated anybody can be. */
function identitiesOf({ namespace, name }: Account): readonly string[] {
  return [
    `ServiceAccount ${namespace}/${name}`,
    `User system:serviceaccount:${namespace}:${name}`,
    `Group system:serviceaccounts:${namespace}`,
    "Group system:serviceaccounts",
    "Group system:authenticated",
    "Group system:unauthenticated",
    "User system:anonymous",
  ];
}

type Roles = ReadonlyMap<string, readonly Rights[]>;

function readRoles(world: World, issues: AccessIssue[]): Roles {
  const read = (role: PolicyResource): readonly [PolicyResource, readonly Rights[]] => [role, rightsOf(role, issues)];
  const clusterRoles = collectRoles(new Map(world.byKind("ClusterRole", RBAC).map(read)));
  const roles = world.byKind("Role", RBAC).map(read);
  return new Map([
    ...[...clusterRoles].map(([name, rights]) => [`ClusterRole ${name}`, rights] as const),
    ...roles.map(([role, rights]) => [describeResource(role), rights] as const),
  ]);
}

function rightsOf(role: PolicyResource, issues: AccessIssue[]): readonly Rights[] {
  const reader = new Reader();
  const rules = reader.list(role.props["rules"], "rules").flatMap((rule, at) => {
    const fields = reader.object(rule, `rules[${at}]`);
    return fields === undefined ? [] : [readRights(fields, `rules[${at}]`, reader)];
  });
  note(role, reader, issues);
  return rules;
}

function readRights(rule: PlainRecord, path: string, reader: Reader): Rights {
  const strings = (field: string): readonly string[] => listOfText(rule[field], `${path}.${field}`, reader);
  const names = strings("resourceNames");
  return {
    groups: strings("apiGroups"),
    resources: strings("resources"),
    verbs: strings("verbs"),
    // The empty name is that of every request that names nothing: it limits nothing.
    names: names.includes("") ? [] : names,
  };
}

function listOfText(value: Plain, path: string, reader: Reader): readonly string[] {
  return reader.list(value, path).flatMap((item, at) => reader.text(item, `${path}[${at}]`) ?? []);
}

function readBinding(
  binding: PolicyResource,
  roles: Roles,
  issues: AccessIssue[],
): { readonly subjects: readonly string[]; readonly grants: readonly Grant[] } {
  const reader = new Reader();
  const namespaced = binding.kubernetes?.kind === "RoleBinding";
  const namespace = reader.namespaceOf(binding) ?? "default";
  const kind = reader.text(read(binding.props, "roleRef", "kind"), "roleRef.kind") ?? "";
  const name = reader.text(read(binding.props, "roleRef", "name"), "roleRef.name") ?? "";
  const subjects = reader
    .list(binding.props["subjects"], "subjects")
    .flatMap((subject, at) => readSubject(subject, { path: `subjects[${at}]`, namespace, reader }));
  const role = `${kind} ${kind === "Role" ? `${namespace}/${name}` : name}`;
  const rights = roles.get(role);
  if (rights === undefined && reader.issues.length === 0)
    issues.push({
      resource: binding,
      message: `${describeResource(binding)} hands out the rights of ${role}, which is not among the objects`,
    });
  note(binding, reader, issues);
  const via = describeResource(binding);
  return { subjects, grants: (rights ?? []).map((one) => ({ ...one, scope: namespaced ? namespace : undefined, via })) };
}

interface SubjectPlace {
  readonly path: string;
  readonly namespace: string;
  readonly reader: Reader;
}

function readSubject(value: Plain, { path, namespace, reader }: SubjectPlace): readonly string[] {
  const subject = reader.object(value, path);
  const kind = reader.text(subject?.["kind"], `${path}.kind`);
  const name = reader.text(subject?.["name"], `${path}.name`);
  const own = reader.text(subject?.["namespace"], `${path}.namespace`);
  if (kind === undefined || name === undefined) return [];
  return [kind === "ServiceAccount" ? `${kind} ${own ?? namespace}/${name}` : `${kind} ${name}`];
}

function note(resource: PolicyResource, { issues }: Reader, into: AccessIssue[]): void {
  into.push(...issues.map(({ message }) => ({ resource, message: `${describeResource(resource)}: ${message}` })));
}

/** `shop/web` of an account. */
export function accountName({ namespace, name }: Account): string {
  return `${namespace}/${name}`;
}

/** The account a pod spec names; unknown ones and none are `default`, which is what the API server gives. */
export function accountOf(spec: Plain, namespace: string): Account {
  const name = text(read(spec, "serviceAccountName")) ?? text(read(spec, "serviceAccount"));
  return { namespace, name: isAbsent(name) ? "default" : name };
}

import { describeResource } from "../finding.ts";
import { entries, isAbsent, read, text, type PlainRecord } from "../plain.ts";
import type { World } from "../rule.ts";
import type { Plain, PolicyResource } from "../verdict.ts";
import { Reader } from "../reachability/reader.ts";
import { readSelector } from "../reachability/readSelector.ts";
import { selects, type Labels } from "../reachability/selector.ts";

/** A ServiceAccount: who a pod is towards the API server. */
export interface Account {
  readonly namespace: string;
  readonly name: string;
}

/** One rule of a role. */
export interface Rights {
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** Objects it is limited to; none for all. */
  readonly names: readonly string[];
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

const EVERYTHING: Rights = { groups: ["*"], resources: ["*"], verbs: ["*"], names: [] };
const EDITED = ["pods", "pods/exec", "secrets", "serviceaccounts", "configmaps", "services", "replicationcontrollers"];

/**
 * Roles that every cluster has and no program declares, by the rights that matter here. Empty: nothing that leads anywhere.
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
 */
const BUILT_IN: Readonly<Record<string, readonly Rights[]>> = {
  "cluster-admin": [EVERYTHING],
  admin: [
    { groups: ["", "apps", "batch"], resources: ["*"], verbs: ["*"], names: [] },
    { groups: [RBAC], resources: ["roles", "rolebindings"], verbs: ["create", "update", "patch"], names: [] },
  ],
  edit: [
    {
      groups: [""],
      resources: [...EDITED, "serviceaccounts/token"],
      verbs: ["get", "list", "create", "update", "impersonate"],
      names: [],
    },
    { groups: ["apps", "batch"], resources: ["*"], verbs: ["create", "update", "patch"], names: [] },
  ],
  view: [
    {
      groups: ["", "apps", "batch"],
      resources: ["pods", "services", "configmaps", "deployments"],
      verbs: ["get", "list"],
      names: [],
    },
  ],
  "system:auth-delegator": [],
  "system:basic-user": [],
  "system:discovery": [],
  "system:public-info-viewer": [],
  "system:service-account-issuer-discovery": [],
  "extension-apiserver-authentication-reader": [],
};

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
  const clusterRoles = world.byKind("ClusterRole", RBAC);
  const own = [...clusterRoles, ...world.byKind("Role", RBAC)].map((role) => [role, rightsOf(role, issues)] as const);
  const roles = new Map(Object.entries(BUILT_IN).map(([name, rights]) => [`ClusterRole ${name}`, rights]));
  for (const [role, rights] of own) roles.set(describeResource(role), rights);
  const rights = new Map(own);
  for (const role of clusterRoles) {
    const collected = clusterRoles.filter((other) => other !== role && aggregates(role, other));
    if (collected.length === 0) continue;
    roles.set(describeResource(role), [...(rights.get(role) ?? []), ...collected.flatMap((other) => rights.get(other) ?? [])]);
  }
  return roles;
}

/** Whether the aggregation rule of a ClusterRole takes in the rights of another one; a selector not known yet may. */
function aggregates(role: PolicyResource, other: PolicyResource): boolean {
  const selectors = read(role.props, "aggregationRule", "clusterRoleSelectors");
  const reader = new Reader();
  return reader
    .list(selectors, "aggregationRule.clusterRoleSelectors")
    .some((selector, at) => selects(readSelector(reader, selector, `clusterRoleSelectors[${at}]`), labelsOf(other)) !== false);
}

function labelsOf(resource: PolicyResource): Labels {
  const labels = entries(read(resource.props, "metadata", "labels"));
  return Object.fromEntries(labels.flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])));
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
  return {
    groups: strings("apiGroups"),
    resources: strings("resources"),
    verbs: strings("verbs"),
    names: strings("resourceNames"),
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

import { describeResource } from "../finding.ts";
import { entries, read } from "../plain.ts";
import { Reader } from "../reachability/reader.ts";
import { readSelector } from "../reachability/readSelector.ts";
import { selects, type Labels, type Selector } from "../reachability/selector.ts";
import type { PolicyResource } from "../verdict.ts";

/** One rule of a role. */
export interface Rights {
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** Objects it is limited to; none for all. */
  readonly names: readonly string[];
}

const RBAC = "rbac.authorization.k8s.io";

const EVERYTHING: Rights = { groups: ["*"], resources: ["*"], verbs: ["*"], names: [] };
const EDITED = ["pods", "pods/exec", "secrets", "serviceaccounts", "configmaps", "services", "replicationcontrollers"];

/** A ClusterRole with what it takes from others. */
interface Collector {
  readonly name: string;
  readonly rights: readonly Rights[];
  readonly labels: Labels;
  /** Labels of the ClusterRoles whose rights it has too. */
  readonly takes: readonly Selector[];
}

/** Roles of every cluster that take in others: `view` is part of `edit`, and `edit` of `admin`. */
const AGGREGATED: Readonly<Record<string, readonly [taken: string, parts: Labels]>> = {
  admin: ["admin", {}],
  edit: ["edit", { [`${RBAC}/aggregate-to-admin`]: "true" }],
  view: ["view", { [`${RBAC}/aggregate-to-edit`]: "true" }],
};

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

/** Rights of ClusterRoles by name, those of the cluster itself included, with what aggregation adds. */
export function collectRoles(own: ReadonlyMap<PolicyResource, readonly Rights[]>): ReadonlyMap<string, readonly Rights[]> {
  const declared = [...own].map(([role, rights]) => readCollector(role, rights));
  const names = new Set(declared.map(({ name }) => name));
  const all = [
    ...Object.keys(BUILT_IN)
      .filter((name) => !names.has(name))
      .map(builtIn),
    ...declared,
  ];
  return new Map(all.map((role) => [role.name, [...partsOf(role, all)].flatMap(({ rights }) => rights)]));
}

function builtIn(name: string): Collector {
  const [taken, labels] = AGGREGATED[name] ?? [undefined, {}];
  const selector = { matchLabels: { [`${RBAC}/aggregate-to-${taken}`]: "true" } };
  const takes = taken === undefined ? [] : [readSelector(new Reader(), selector, "aggregationRule")];
  return { name, labels, takes, rights: BUILT_IN[name] ?? [] };
}

function readCollector(role: PolicyResource, rights: readonly Rights[]): Collector {
  const reader = new Reader();
  const labels = entries(read(role.props, "metadata", "labels"));
  const selectors = reader.list(
    read(role.props, "aggregationRule", "clusterRoleSelectors"),
    "aggregationRule.clusterRoleSelectors",
  );
  return {
    name: describeResource(role).replace(/^ClusterRole /, ""),
    rights,
    labels: Object.fromEntries(labels.flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : []))),
    takes: selectors.map((selector, at) => readSelector(reader, selector, `clusterRoleSelectors[${at}]`)),
  };
}

/** A role and all that it takes in, and what those take in; a selector that is not known yet may take any. */
function partsOf(role: Collector, all: readonly Collector[]): ReadonlySet<Collector> {
  const parts = new Set([role]);
  // A set is walked together with what is added on the way.
  for (const part of parts)
    for (const other of part.takes.length === 0 ? [] : all)
      if (part.takes.some((selector) => selects(selector, other.labels) !== false)) parts.add(other);
  return parts;
}

import { elements, isAbsent, read, text } from "./plain.ts";
import { podSpecsOf } from "./podSpecs.ts";
import type { World } from "./rule.ts";
import type { Plain, PolicyResource } from "./verdict.ts";

/** A ServiceAccount or Role that a binding names. */
export interface Reference {
  readonly kind: "ServiceAccount" | "Role";
  readonly namespace: string;
  readonly name: string;
  readonly path: string;
}

export function bindingsOf(world: World): readonly PolicyResource[] {
  return ["RoleBinding", "ClusterRoleBinding"].flatMap((kind) => world.byKind(kind, "rbac.authorization.k8s.io"));
}

/** What a binding names, as far as it is known; the default account of a namespace always exists. */
export function referencesOf({ props, kubernetes }: PolicyResource): readonly Reference[] {
  const own = kubernetes?.namespace;
  const accounts = elements(read(props, "subjects"), "subjects")
    .filter(({ value }) => read(value, "kind") === "ServiceAccount" && read(value, "name") !== "default")
    .flatMap(({ value, path }) => referTo("ServiceAccount", read(value, "namespace") ?? own, read(value, "name"), path));
  const role = read(props, "roleRef", "kind") === "Role" ? referTo("Role", own, read(props, "roleRef", "name"), "roleRef") : [];
  return [...accounts, ...role];
}

function referTo(kind: Reference["kind"], namespace: Plain, name: Plain, path: string): readonly Reference[] {
  const [inside, called] = [text(namespace), text(name)];
  return inside === undefined || called === undefined ? [] : [{ kind, namespace: inside, name: called, path }];
}

/** `namespace/name` of objects. */
export function namesOf(objects: readonly PolicyResource[]): ReadonlySet<string> {
  return new Set(objects.map(({ kubernetes }) => `${kubernetes?.namespace}/${kubernetes?.name}`));
}

interface User {
  readonly namespace: string | undefined;
  readonly name: Plain;
}

const nameOf = ({ name }: User): Plain => name;

/** Names of ServiceAccounts that pods run under, by namespace; UNKNOWN where that is not known. */
export function accountsInUse(world: World): ReadonlyMap<string | undefined, readonly Plain[]> {
  const used = world.resources.flatMap((resource) =>
    podSpecsOf(resource).map(({ spec }): User => ({ namespace: resource.kubernetes?.namespace, name: accountOf(spec) })),
  );
  const byNamespace = Map.groupBy(used, ({ namespace }) => namespace);
  return new Map(
    [...byNamespace].map(([namespace, users]): [User["namespace"], readonly Plain[]] => [namespace, users.map(nameOf)]),
  );
}

function accountOf(spec: Plain): Plain {
  const name = read(spec, "serviceAccountName");
  return isAbsent(name) ? "default" : name;
}

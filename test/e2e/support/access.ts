/** Rights of ServiceAccounts, as declared and as the API server lists them, one line a right. Pure. */
import type { KubernetesObject } from "../../../tools/engine/kubernetesObjects.ts";

export interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
}

interface Binding extends KubernetesObject {
  readonly roleRef: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[];
}

interface Role extends KubernetesObject {
  readonly rules?: readonly Rule[];
}

/** `get apps/deployments`, `update /configmaps[spire-bundle]`, sorted. */
export function permissions(rules: readonly Rule[]): readonly string[] {
  const all = rules.flatMap(({ verbs, apiGroups = [], resources = [], resourceNames = [] }) => {
    const names = resourceNames.length === 0 ? [""] : resourceNames.map((name) => `[${name}]`);
    return verbs.flatMap((verb) =>
      apiGroups.flatMap((group) => resources.flatMap((resource) => names.map((name) => `${verb} ${group}/${resource}${name}`))),
    );
  });
  return [...new Set(all)].sort();
}

/** In its own namespace: what its RoleBindings there and its ClusterRoleBindings grant. */
export function declaredAccess(objects: readonly KubernetesObject[], namespace: string, name: string): readonly string[] {
  const bindings = objects.filter(({ kind, metadata }) =>
    kind === "ClusterRoleBinding" ? true : kind === "RoleBinding" && metadata.namespace === namespace,
  ) as unknown as readonly Binding[];
  const own = bindings.filter(({ subjects = [] }) =>
    subjects.some((subject) => subject.kind === "ServiceAccount" && subject.name === name && subject.namespace === namespace),
  );
  return permissions(own.flatMap(({ roleRef }) => rulesOf(objects, roleRef, namespace)));
}

function rulesOf(objects: readonly KubernetesObject[], { kind, name }: Binding["roleRef"], namespace: string): readonly Rule[] {
  const role = objects.find(
    (object) =>
      object.kind === kind &&
      object.metadata.name === name &&
      (kind === "ClusterRole" || object.metadata.namespace === namespace),
  ) as Role | undefined;
  if (role === undefined) throw new Error(`${kind} ${name} is not declared`);
  return role.rules ?? [];
}

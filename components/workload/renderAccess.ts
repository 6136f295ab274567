import type {
  IClusterRole,
  IClusterRoleBinding,
  IPolicyRule,
  IRole,
  IRoleBinding,
} from "kubernetes-models/rbac.authorization.k8s.io/v1";
import type { IServiceAccount } from "kubernetes-models/v1";
import { defined } from "../shared/defined.ts";
import { standardLabels } from "../shared/labels.ts";
import { loosenedAnnotation } from "./loosenings.ts";
import type { RbacRule, RoleSpec, WorkloadSpec } from "./spec.ts";

const RBAC = "rbac.authorization.k8s.io";

export interface AccessManifests {
  readonly serviceAccount: IServiceAccount;
  readonly roles: readonly IRole[];
  readonly roleBindings: readonly IRoleBinding[];
  readonly clusterRole?: IClusterRole | undefined;
  readonly clusterRoleBinding?: IClusterRoleBinding | undefined;
}

/** ServiceAccount of a workload, and the RBAC its access to the Kubernetes API needs. */
export function renderAccess(workload: WorkloadSpec): AccessManifests {
  const roles = workload.serviceAccount.apiAccess?.roles ?? [];
  return {
    serviceAccount: renderServiceAccount(workload),
    roles: roles.map((role) => renderRole(role, workload)),
    roleBindings: roles.map((role) => renderRoleBinding(role, workload)),
    ...renderClusterAccess(workload),
  };
}

/** Rules as the API has them. */
export function renderRules(rules: readonly RbacRule[]): IPolicyRule[] {
  return rules.map(({ apiGroups, resources, resourceNames, verbs }) =>
    defined({
      apiGroups: [...apiGroups],
      resources: [...resources],
      resourceNames: resourceNames === undefined ? undefined : [...resourceNames],
      verbs: [...verbs],
    }),
  );
}

function renderServiceAccount(workload: WorkloadSpec): IServiceAccount {
  const pullSecrets = workload.imagePullSecrets ?? [];
  return defined({
    apiVersion: "v1" as const,
    kind: "ServiceAccount" as const,
    metadata: metadata(workload, workload.serviceAccount.name, workload.namespace),
    automountServiceAccountToken: false,
    imagePullSecrets: pullSecrets.length === 0 ? undefined : pullSecrets.map((name) => ({ name })),
  });
}

function renderRole(role: RoleSpec, workload: WorkloadSpec): IRole {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: "Role",
    metadata: metadata(workload, role.name, role.namespace ?? workload.namespace),
    rules: renderRules(role.rules),
  };
}

function renderRoleBinding(role: RoleSpec, workload: WorkloadSpec): IRoleBinding {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: "RoleBinding",
    metadata: metadata(workload, role.name, role.namespace ?? workload.namespace),
    roleRef: { apiGroup: RBAC, kind: "Role", name: role.name },
    subjects: [subject(workload)],
  };
}

function renderClusterAccess(workload: WorkloadSpec): Pick<AccessManifests, "clusterRole" | "clusterRoleBinding"> {
  const rules = workload.serviceAccount.apiAccess?.clusterRules ?? [];
  if (rules.length === 0) return {};
  // Cluster-wide names carry the namespace: two workloads of one name must not share a role.
  const name = `${workload.namespace}-${workload.name}`;
  return {
    clusterRole: {
      apiVersion: `${RBAC}/v1`,
      kind: "ClusterRole",
      metadata: metadata(workload, name),
      rules: renderRules(rules),
    },
    clusterRoleBinding: {
      apiVersion: `${RBAC}/v1`,
      kind: "ClusterRoleBinding",
      metadata: metadata(workload, name),
      roleRef: { apiGroup: RBAC, kind: "ClusterRole", name },
      subjects: [subject(workload)],
    },
  };
}

function subject(workload: WorkloadSpec): { kind: string; name: string; namespace: string } {
  return { kind: "ServiceAccount", name: workload.serviceAccount.name, namespace: workload.namespace };
}

function metadata(workload: WorkloadSpec, name: string, namespace?: string): { name: string; labels: Record<string, string> } {
  const { apiAccess } = workload.serviceAccount;
  return defined({
    name,
    namespace,
    labels: { ...standardLabels(workload.name, workload.component) },
    annotations: apiAccess === undefined ? undefined : { ...loosenedAnnotation("api-access", apiAccess) },
  });
}

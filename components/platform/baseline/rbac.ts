import type { IRole, IRoleBinding } from "kubernetes-models/rbac.authorization.k8s.io/v1";
import { PART_OF } from "../../shared/labels.ts";
import { renderRules } from "../../workload/renderAccess.ts";
import type { RbacRule } from "../../workload/spec.ts";
import type { NamespaceSpec } from "./spec.ts";

const RBAC = "rbac.authorization.k8s.io";

const READ = ["get", "list", "watch"];

/**
 * What a viewer may read: everything that describes the platform. Not Secrets, and not `pods/log`, `pods/exec` or
 * `pods/portforward`: logs carry what users said to their agents, the others are a way in.
 */
export const VIEWER_RULES: readonly RbacRule[] = [
  {
    apiGroups: [""],
    resources: [
      "configmaps",
      "endpoints",
      "events",
      "limitranges",
      "persistentvolumeclaims",
      "pods",
      "resourcequotas",
      "serviceaccounts",
      "services",
    ],
    verbs: READ,
  },
  { apiGroups: ["apps"], resources: ["daemonsets", "deployments", "replicasets", "statefulsets"], verbs: READ },
  { apiGroups: ["autoscaling"], resources: ["horizontalpodautoscalers"], verbs: READ },
  { apiGroups: ["batch"], resources: ["cronjobs", "jobs"], verbs: READ },
  { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: READ },
  { apiGroups: ["networking.k8s.io"], resources: ["ingresses", "networkpolicies"], verbs: READ },
  { apiGroups: ["policy"], resources: ["poddisruptionbudgets"], verbs: READ },
  { apiGroups: [RBAC], resources: ["rolebindings", "roles"], verbs: READ },
];

/** A Role for people and the groups that have it. */
export interface PeopleAccess {
  readonly role: IRole;
  readonly roleBinding: IRoleBinding;
}

/** Roles of the people of a namespace: its viewers, and whatever else its spec grants. */
export function renderPeopleAccess({ name: namespace, viewers, access }: NamespaceSpec): PeopleAccess[] {
  const granted = [{ role: "viewers", groups: viewers, rules: VIEWER_RULES }, ...(access ?? [])];
  return granted
    .filter(({ groups }) => groups.length > 0)
    .map(({ role, groups, rules }) => {
      const metadata = { name: role, namespace, labels: { "app.kubernetes.io/part-of": PART_OF } };
      return {
        role: { apiVersion: `${RBAC}/v1`, kind: "Role", metadata, rules: renderRules(rules) },
        roleBinding: {
          apiVersion: `${RBAC}/v1`,
          kind: "RoleBinding",
          metadata,
          roleRef: { apiGroup: RBAC, kind: "Role", name: role },
          subjects: groups.map((group) => ({ apiGroup: RBAC, kind: "Group", name: group })),
        },
      };
    });
}

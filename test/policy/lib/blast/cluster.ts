import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import type { Plain, PolicyResource } from "../../../../policy/lib/verdict.ts";
import { kubernetesResource } from "../../../support/kubernetesObjects.ts";

const RBAC = "rbac.authorization.k8s.io";

/** A workload with a ServiceAccount of its own name, and the token of it in its pods. */
export function workload(key: string, pod: PlainRecord = {}, kind = "Deployment"): readonly PolicyResource[] {
  const [namespace = "", name = ""] = key.split("/");
  const template = {
    metadata: { labels: { app: name } },
    spec: { serviceAccountName: name, containers: [{ name: "app", image: "example.com/app:1" }], ...pod },
  };
  return [
    kubernetesResource({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace } }),
    kubernetesResource({ apiVersion: "apps/v1", kind, metadata: { name, namespace }, spec: { template } }),
  ];
}

/** A namespace that keeps pods off their node. */
export function restricted(name: string): PolicyResource {
  const labels = { "pod-security.kubernetes.io/enforce": "restricted" };
  return kubernetesResource({ apiVersion: "v1", kind: "Namespace", metadata: { name, labels } });
}

/** One rule: `["apps", "deployments", "create"]`, with names at the end where it is limited to some. */
export type RuleSketch = readonly [group: string, resource: string, verb: string, ...names: string[]];

function ruleOf([group, resource, verb, ...names]: RuleSketch): PlainRecord {
  const rule = { apiGroups: [group], resources: [resource], verbs: [verb] };
  return names.length === 0 ? rule : { ...rule, resourceNames: names };
}

/** A role and its binding to the ServiceAccount `namespace/name`; in a namespace, or with `*` in the whole cluster. */
export function allowed(account: string, where: string, ...rules: readonly RuleSketch[]): readonly PolicyResource[] {
  const [namespace = "", name = ""] = account.split("/");
  return granted({ kind: "ServiceAccount", namespace, name }, where, rules.map(ruleOf));
}

/** The same for any subject and any rules. */
export function granted(
  subject: PlainRecord,
  where: string,
  rules: Plain,
  role = `role-of-${String(subject["name"])}`,
): readonly PolicyResource[] {
  const prefix = where === "*" ? "Cluster" : "";
  const metadata = where === "*" ? { name: role } : { name: role, namespace: where };
  const roleRef = { apiGroup: RBAC, kind: `${prefix}Role`, name: role };
  return [
    kubernetesResource({ apiVersion: `${RBAC}/v1`, kind: `${prefix}Role`, metadata, rules }),
    kubernetesResource({ apiVersion: `${RBAC}/v1`, kind: `${prefix}RoleBinding`, metadata, roleRef, subjects: [subject] }),
  ];
}

/** A binding to a role that is described elsewhere, or nowhere. */
export function bound(account: string, role: string, where = "*"): PolicyResource {
  const [namespace = "", name = ""] = account.split("/");
  return kubernetesResource({
    apiVersion: `${RBAC}/v1`,
    kind: where === "*" ? "ClusterRoleBinding" : "RoleBinding",
    metadata: where === "*" ? { name: `bind-${name}` } : { name: `bind-${name}`, namespace: where },
    roleRef: { apiGroup: RBAC, kind: "ClusterRole", name: role },
    subjects: [{ kind: "ServiceAccount", namespace, name }],
  });
}

export function clusterRole(name: string, rules: readonly RuleSketch[], more: PlainRecord = {}): PolicyResource {
  const { metadata, ...rest } = more;
  return kubernetesResource({
    apiVersion: `${RBAC}/v1`,
    kind: "ClusterRole",
    metadata: { name, ...(typeof metadata === "object" ? (metadata as PlainRecord) : {}) },
    rules: rules.map(ruleOf),
    ...rest,
  });
}

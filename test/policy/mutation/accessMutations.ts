import { isList, isRecord } from "../../../policy/lib/plain.ts";
import type { Plain } from "../../../policy/lib/verdict.ts";
import { breaking, REMOVED, removing, reoptioned, type Mutation } from "./mutation.ts";

const RBAC = "rbac.authorization.k8s.io";
const ROLES = { kinds: [`${RBAC}/Role`, `${RBAC}/ClusterRole`], groups: ["identity"] } as const;
const BINDINGS = { kinds: [`${RBAC}/RoleBinding`, `${RBAC}/ClusterRoleBinding`], groups: ["identity"] } as const;
const ACCOUNTS = { kinds: ["/ServiceAccount"], groups: ["identity"] } as const;
const REGISTRATIONS = { kinds: ["spire.spiffe.io/ClusterSPIFFEID"], groups: ["identity"] } as const;
const CONFIG = { kinds: ["/ConfigMap"], groups: ["identity"] } as const;
const NAMESPACES = { kinds: ["/Namespace"], groups: ["admission"] } as const;
const WEBHOOKS = {
  kinds: ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"].map((kind) => `admissionregistration.k8s.io/${kind}`),
  groups: ["admission"],
} as const;
const QUOTAS = { kinds: ["/ResourceQuota"], groups: ["governance"] } as const;
const RANGES = { kinds: ["/LimitRange"], groups: ["governance"] } as const;
const STATEFUL = { kinds: ["/PersistentVolumeClaim", "apps/StatefulSet", "/Namespace"], groups: ["governance"] } as const;
const GUARDED = {
  kinds: ["apps/Deployment", "networking.k8s.io/NetworkPolicy", `${RBAC}/Role`],
  groups: ["governance"],
} as const;
const GATEWAY = { kinds: ["apps/Deployment"], groups: ["governance", "identity"], named: /gateway/ } as const;

/** Rights that must be in no role, each as a rule of its own. */
const POWERS: readonly (readonly [name: string, group: string, resource: string, verb: string])[] = [
  ["every right", "*", "*", "*"],
  ["reads secrets", "", "secrets", "list"],
  ["starts pods", "", "pods", "create"],
  ["starts jobs", "batch", "cronjobs", "create"],
  ["opens shells", "", "pods/exec", "create"],
  ["debugs pods", "", "pods/ephemeralcontainers", "update"],
  ["requests tokens", "", "serviceaccounts/token", "create"],
  ["impersonates", "", "users", "impersonate"],
  ["escalates", RBAC, "clusterroles", "escalate"],
  ["binds", RBAC, "roles", "bind"],
  ["approves certificates", "certificates.k8s.io", "certificatesigningrequests/approval", "update"],
  ["signs certificates", "certificates.k8s.io", "signers", "sign"],
  ["writes webhooks", "admissionregistration.k8s.io", "mutatingwebhookconfigurations", "create"],
  ["asks kubelets", "", "nodes/proxy", "get"],
  ["redirects traffic", "discovery.k8s.io", "endpointslices", "update"],
];

function granting([name, group, resource, verb]: (typeof POWERS)[number]): (rules: Plain) => Plain {
  const add = (rules: Plain): Plain => [
    ...(isList(rules) ? rules : []),
    { apiGroups: [group], resources: [resource], verbs: [verb] },
  ];
  return Object.defineProperty(add, "name", { value: name });
}

function toAnyone(subject: Plain): Plain {
  return isRecord(subject) ? { kind: "Group", apiGroup: RBAC, name: "system:authenticated" } : subject;
}
function toAnonymous(subject: Plain): Plain {
  return isRecord(subject) ? { kind: "User", apiGroup: RBAC, name: "system:anonymous" } : subject;
}
function toMasters(subject: Plain): Plain {
  return isRecord(subject) ? { kind: "Group", apiGroup: RBAC, name: "system:masters" } : subject;
}
function toDefaultAccount(subject: Plain): Plain {
  return isRecord(subject) && subject["kind"] === "ServiceAccount" ? { ...subject, name: "default" } : subject;
}
function toEveryAccount(subject: Plain): Plain {
  return isRecord(subject) ? { kind: "Group", apiGroup: RBAC, name: "system:serviceaccounts" } : subject;
}
const clusterAdmin = { apiGroup: RBAC, kind: "ClusterRole", name: "cluster-admin" };

/** Replaces text in the values of a ConfigMap that hold it. */
function rewriting(name: string, pattern: RegExp, text: string): (value: Plain) => Plain {
  const rewrite = (data: Plain): Plain =>
    isRecord(data)
      ? Object.fromEntries(
          Object.entries(data).map(([key, value]) => [key, typeof value === "string" ? value.replace(pattern, text) : value]),
        )
      : data;
  return Object.defineProperty(rewrite, "name", { value: name });
}
function withPassword(data: Plain): Plain {
  return isRecord(data) ? { ...data, "db-password": "Xk93mfQ2pLw8sTz5" } : data;
}
function lowered(level: Plain): Plain {
  return level === "restricted" ? "baseline" : level;
}
function limitless(limits: Plain): Plain {
  return isRecord(limits) ? {} : limits;
}

const pss = (what: string): string => `metadata.labels["pod-security.kubernetes.io/${what}"]`;

/** RBAC, ServiceAccounts, SPIFFE identity, admission, namespaces and their limits, secrets, Pulumi options. */
export const ACCESS_MUTATIONS: readonly Mutation[] = [
  ...breaking(ROLES, "rules", ...POWERS.map(granting)),
  ...breaking(ROLES, "rules[*].verbs", ["*"]),
  ...breaking(ROLES, "rules[*].resources", ["*"]),
  ...breaking(ROLES, "rules[*].apiGroups", ["*"]),
  ...breaking(ROLES, "rules[*].resourceNames", REMOVED),
  ...breaking(BINDINGS, "roleRef", clusterAdmin),
  ...breaking(BINDINGS, "subjects[*]", toAnyone, toAnonymous, toMasters, toDefaultAccount, toEveryAccount),
  ...breaking(ACCOUNTS, "automountServiceAccountToken", REMOVED, true),
  ...breaking(REGISTRATIONS, "spec.podSelector", REMOVED, {}),
  ...breaking(REGISTRATIONS, "spec.namespaceSelector", REMOVED, {}),
  ...breaking(REGISTRATIONS, "spec.ttl", "8760h"),
  ...breaking(CONFIG, "data", rewriting("insecure bootstrap", /("?trust_bundle_path"?)/, "insecure_bootstrap = true\n$1")),
  ...breaking(CONFIG, "data", rewriting("kubelet not verified", /("?skip_kubelet_verification"?\s*[=:]\s*)false/, "$1true")),
  ...breaking(CONFIG, "data", rewriting("sqlite", /("?database_type"?\s*[=:]\s*)"postgres"/, '$1"sqlite3"')),
  ...breaking(CONFIG, "data", rewriting("long X.509 TTL", /("?default_x509_svid_ttl"?\s*[=:]\s*)"[^"]*"/, '$1"720h"')),
  ...breaking({ ...CONFIG, groups: ["secrets"] }, "data", withPassword),
  ...breaking({ kinds: ["external-secrets.io/ExternalSecret"], groups: ["secrets"] }, "spec.refreshInterval", REMOVED, "0"),
  ...breaking({ kinds: ["external-secrets.io/ClusterSecretStore"], groups: ["secrets"] }, "spec.conditions", REMOVED, []),
  ...breaking(NAMESPACES, pss("enforce"), REMOVED, "privileged", lowered),
  ...breaking(NAMESPACES, pss("enforce-version"), REMOVED, "latest"),
  ...breaking(NAMESPACES, pss("audit"), REMOVED, "privileged"),
  ...breaking(NAMESPACES, pss("warn"), REMOVED, "privileged"),
  ...breaking(WEBHOOKS, "webhooks[*].failurePolicy", "Ignore"),
  ...breaking(WEBHOOKS, "webhooks[*].timeoutSeconds", 30),
  ...breaking(
    { kinds: ["constraints.gatekeeper.sh/K8sRequiredLabels"], groups: ["admission"] },
    "spec.enforcementAction",
    "dryrun",
    "warn",
  ),
  removing(QUOTAS),
  ...breaking(QUOTAS, "spec.hard", limitless),
  removing(RANGES),
  ...breaking(RANGES, "spec.limits", []),
  reoptioned(STATEFUL, "no longer protected", (options) => ({ ...options, protect: false })),
  reoptioned(GUARDED, "spec ignored", (options) => ({ ...options, ignoreChanges: ["spec", "rules"] })),
  ...breaking(GATEWAY, "main.env[*].value", function notProd(value: Plain) {
    return value === "prod" ? "dev" : value;
  }),
];

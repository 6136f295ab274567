import type { ClusterFlavour } from "../../shared/cluster.ts";

/** How much of a request the API server's audit log keeps. https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/ */
type AuditLevel = "None" | "Metadata" | "Request" | "RequestResponse";

interface AuditRule {
  readonly level: AuditLevel;
  readonly userGroups?: readonly string[];
  readonly verbs?: readonly string[];
  readonly resources?: readonly { readonly group: string; readonly resources?: readonly string[] }[];
  readonly nonResourceURLs?: readonly string[];
}

interface AuditPolicy {
  readonly apiVersion: "audit.k8s.io/v1";
  readonly kind: "Policy";
  readonly omitStages: readonly ["RequestReceived"];
  readonly rules: readonly AuditRule[];
}

/**
 * What an API server of ours writes to its audit log; the first rule that fits decides. No call of the API is left out,
 * health checks alone are: a denied request is never told apart by these rules, so it is always kept. Pure.
 */
function auditPolicy(): AuditPolicy {
  return {
    apiVersion: "audit.k8s.io/v1",
    kind: "Policy",
    omitStages: ["RequestReceived"],
    rules: [
      // Who got a shell in which pod. The request's body is the command.
      { level: "Request", resources: [core("pods/exec", "pods/attach", "pods/portforward", "pods/ephemeralcontainers")] },
      // That a Secret or a token was touched and by whom, never what it says.
      { level: "Metadata", resources: [core("secrets", "configmaps", "serviceaccounts/token"), AUTHENTICATION] },
      // Who gave whom which right, and what admission was told to let through: in full, because it is what an attacker changes.
      { level: "RequestResponse", verbs: CHANGES, resources: [RBAC, ADMISSION, NETWORK] },
      // Probes carry no user's intent and come every few seconds.
      { level: "None", userGroups: ["system:unauthenticated"], nonResourceURLs: ["/healthz*", "/livez*", "/readyz*"] },
      { level: "Request", verbs: CHANGES },
      { level: "Metadata" },
    ],
  };
}

const CHANGES = ["create", "update", "patch", "delete", "deletecollection"] as const;
const AUTHENTICATION = { group: "authentication.k8s.io" } as const;
const RBAC = { group: "rbac.authorization.k8s.io" } as const;
const ADMISSION = { group: "admissionregistration.k8s.io" } as const;
const NETWORK = { group: "networking.k8s.io" } as const;

function core(...resources: readonly string[]): { readonly group: ""; readonly resources: readonly string[] } {
  return { group: "", resources };
}

/** Who decides what a cluster's API server writes to its audit log, and where the log is. */
interface ApiServerAudit {
  /** `ours`: the policy below is given to the API server. `cloud`: whoever runs the control plane decides. */
  readonly decidedBy: "ours" | "cloud";
  /** Where the log is read, one sentence. */
  readonly log: string;
  /** What the operator of the cluster still has to set; empty where there is nothing. */
  readonly flags: readonly string[];
  /** Whether denials, exec and attach are always in the log, and Secrets by metadata only, with a source. */
  readonly keeps: string;
  /** The policy to give to the API server, where it is ours to give. */
  readonly policy?: AuditPolicy | undefined;
}

const FILES = { policy: "/etc/kubernetes/audit-policy.yaml", log: "/var/log/kubernetes/audit.log" };

/** Rotation of the log file: days, files, and MiB a file. */
const ROTATION = ["audit-log-maxage=30", "audit-log-maxbackup=10", "audit-log-maxsize=100"];

const OURS = "denials, exec and attach always, Secrets by metadata only: the policy of this stack";

const AUDITS: Readonly<Record<ClusterFlavour, ApiServerAudit>> = {
  "docker-desktop": {
    decidedBy: "cloud",
    log: "Docker Desktop keeps no audit log",
    flags: [],
    keeps: "nothing, and its API server takes no flags",
  },
  kind: {
    decidedBy: "ours",
    log: `${FILES.log} on the control-plane node`,
    flags: [`audit-policy-file=${FILES.policy}`, `audit-log-path=${FILES.log}`, ...ROTATION],
    keeps: OURS,
  },
  // G-67, G-69: everything, in the file that the incident guide reads.
  k3s: {
    decidedBy: "ours",
    log: "/var/log/k3s/audit.log on each server",
    flags: ["audit-policy-file=/etc/rancher/k3s/audit-policy.yaml", "audit-log-path=/var/log/k3s/audit.log", ...ROTATION].map(
      (flag) => `kube-apiserver-arg=${flag}`,
    ),
    keeps: OURS,
  },
  upcloud: {
    decidedBy: "cloud",
    log: "UpCloud manages the audit log of its clusters",
    flags: [],
    keeps: "what UpCloud's own policy keeps; its customers cannot set one",
  },
  eks: {
    decidedBy: "cloud",
    log: "CloudWatch, log group /aws/eks/<cluster>/cluster, streams kube-apiserver-audit-*",
    flags: [],
    keeps: "every request by AWS's policy, denials and exec included, Secrets by metadata only; AWS takes no other policy",
  },
  gke: {
    decidedBy: "cloud",
    log: "Cloud Logging, log cloudaudit.googleapis.com/activity and, where data access logs are on, /data_access",
    flags: [],
    keeps:
      "every change by Google's policy, denials and exec included; reads need data access logs; bodies of Secrets are left out",
  },
  aks: {
    decidedBy: "cloud",
    log: "Log Analytics and the log account, category kube-audit",
    flags: [],
    keeps:
      "every request by Microsoft's policy, denials and exec included, Secrets by metadata only; kube-audit-admin leaves reads out",
  },
  other: {
    decidedBy: "ours",
    log: `${FILES.log} on each control-plane node`,
    flags: [`audit-policy-file=${FILES.policy}`, `audit-log-path=${FILES.log}`, ...ROTATION],
    keeps: OURS,
  },
};

/** What is known of the audit log of a cluster's API server. Pure. */
export function apiServerAudit(flavour: ClusterFlavour): ApiServerAudit {
  const audit = AUDITS[flavour];
  return audit.decidedBy === "ours" ? { ...audit, policy: auditPolicy() } : audit;
}

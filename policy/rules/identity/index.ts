import { agentSocketClash } from "./agent-socket-clash.ts";
import { apiExtensionOutside } from "./api-extension-outside.ts";
import { apiserviceTls } from "./apiservice-tls.ts";
import { automountTokenSa } from "./automount-token-sa.ts";
import { csrClientCertificate } from "./csr-client-certificate.ts";
import { defaktoTls } from "./defakto-tls.ts";
import { orphanServiceAccount } from "./orphan-service-account.ts";
import { rbacAbsentSubject } from "./rbac-absent-subject.ts";
import { rbacAggregation } from "./rbac-aggregation.ts";
import { rbacAnonymous } from "./rbac-anonymous.ts";
import { rbacClusterAdmin } from "./rbac-cluster-admin.ts";
import { rbacClusterBinding } from "./rbac-cluster-binding.ts";
import { rbacCrdWrite } from "./rbac-crd-write.ts";
import { rbacCreatePods } from "./rbac-create-pods.ts";
import { rbacCrossNamespace } from "./rbac-cross-namespace.ts";
import { rbacCsrApproval } from "./rbac-csr-approval.ts";
import { rbacDefaultSa } from "./rbac-default-sa.ts";
import { rbacEndpointEdit } from "./rbac-endpoint-edit.ts";
import { rbacEscalation } from "./rbac-escalation.ts";
import { rbacExec } from "./rbac-exec.ts";
import { rbacNamespaceLabels } from "./rbac-namespace-labels.ts";
import { rbacNodesProxy } from "./rbac-nodes-proxy.ts";
import { rbacPersistentVolumes } from "./rbac-persistent-volumes.ts";
import { rbacSecrets } from "./rbac-secrets.ts";
import { rbacStandardRole } from "./rbac-standard-role.ts";
import { rbacSystemGroups } from "./rbac-system-groups.ts";
import { rbacTokenRequest } from "./rbac-token-request.ts";
import { rbacWebhookWrite } from "./rbac-webhook-write.ts";
import { rbacWildcard } from "./rbac-wildcard.ts";
import { spireDefaultClusterspiffeid } from "./spire-default-clusterspiffeid.ts";
import { spireInsecureBootstrap } from "./spire-insecure-bootstrap.ts";
import { spireKubeletVerification } from "./spire-kubelet-verification.ts";
import { spireSqliteReplicas } from "./spire-sqlite-replicas.ts";
import { spireSvidTtl } from "./spire-svid-ttl.ts";
import { spireUnanchoredSelector } from "./spire-unanchored-selector.ts";
import type { Rule } from "../../lib/rule.ts";

/** Rules about RBAC and workload identity. */
export const identityRules: readonly Rule[] = [
  agentSocketClash,
  apiExtensionOutside,
  apiserviceTls,
  automountTokenSa,
  csrClientCertificate,
  defaktoTls,
  orphanServiceAccount,
  rbacAbsentSubject,
  rbacAggregation,
  rbacAnonymous,
  rbacClusterAdmin,
  rbacClusterBinding,
  rbacCrdWrite,
  rbacCreatePods,
  rbacCrossNamespace,
  rbacCsrApproval,
  rbacDefaultSa,
  rbacEndpointEdit,
  rbacEscalation,
  rbacExec,
  rbacNamespaceLabels,
  rbacNodesProxy,
  rbacPersistentVolumes,
  rbacSecrets,
  rbacStandardRole,
  rbacSystemGroups,
  rbacTokenRequest,
  rbacWebhookWrite,
  rbacWildcard,
  spireDefaultClusterspiffeid,
  spireInsecureBootstrap,
  spireKubeletVerification,
  spireSqliteReplicas,
  spireSvidTtl,
  spireUnanchoredSelector,
];

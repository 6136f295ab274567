import type { ApiAccess, RbacRule } from "../../../workload/spec.ts";
import { LEASE } from "./controllerManagerConfig.ts";
import type { SpireContext } from "./context.ts";
import { kubeletResource } from "./kubelet.ts";
import { AGENT_NAMESPACE, BUNDLE, CONTROLLER_MANAGER, WEBHOOK_CONFIGURATION } from "./layout.ts";

const REGISTRATIONS = ["clusterspiffeids", "clusterstaticentries", "clusterfederatedtrustdomains"];

/**
 * Access of the server's pod: one ServiceAccount for the server and the controller-manager beside it.
 * Sources: SPIRE plug-ins k8s_psat and k8s_configmap; config/rbac/role.yaml of spire-controller-manager.
 */
export function serverAccess({ identity }: SpireContext): ApiAccess {
  return {
    reason:
      "The server reviews the tokens of agents and publishes its bundle; the controller-manager follows pods and registrations.",
    reference: "ADR 0007",
    roles: [
      { name: "spire-bundle-publisher", namespace: AGENT_NAMESPACE, rules: [bundleRule()] },
      { name: `${CONTROLLER_MANAGER}-leader-election`, rules: leaderElectionRules() },
    ],
    clusterRules: [...(identity.nodeAttestation === "k8s_psat" ? [tokenReviewRule()] : []), ...controllerManagerRules()],
  };
}

/** Access of the agent: the pods of the kubelet it asks, and nothing of the API server. */
export function agentAccess({ cluster }: SpireContext): ApiAccess {
  const resource = kubeletResource(cluster.kubernetesVersion);
  const why: Readonly<Record<typeof resource, string>> = {
    "nodes/pods": "The agent asks the kubelet which pod a process belongs to.",
    "nodes/proxy":
      "The agent asks the kubelet which pod a process belongs to; kubelets before 1.33 authorise that by nodes/proxy only.",
  };
  return {
    reason: why[resource],
    reference: "ADR 0007; CIS Kubernetes 5.1.14",
    clusterRules: [{ apiGroups: [""], resources: [resource], verbs: ["get"] }],
  };
}

/** The ConfigMap exists already, so publishing needs no `create`, which cannot be limited to a name. */
function bundleRule(): RbacRule {
  return { apiGroups: [""], resources: ["configmaps"], resourceNames: [BUNDLE.configMap], verbs: ["get", "patch"] };
}

function leaderElectionRules(): readonly RbacRule[] {
  const leases = { apiGroups: ["coordination.k8s.io"], resources: ["leases"] };
  return [
    { ...leases, verbs: ["create"] },
    { ...leases, resourceNames: [LEASE], verbs: ["get", "update", "patch"] },
    { apiGroups: [""], resources: ["events"], verbs: ["create", "patch"] },
  ];
}

function tokenReviewRule(): RbacRule {
  return { apiGroups: ["authentication.k8s.io"], resources: ["tokenreviews"], verbs: ["create"] };
}

/** Reading pods and nodes serves k8s_psat too. */
function controllerManagerRules(): readonly RbacRule[] {
  const webhooks = { apiGroups: ["admissionregistration.k8s.io"], resources: ["validatingwebhookconfigurations"] };
  return [
    { apiGroups: [""], resources: ["namespaces", "nodes", "pods", "endpoints"], verbs: ["get", "list", "watch"] },
    // Upstream's informer lists every configuration; it patches the CA bundle of its own only.
    { ...webhooks, verbs: ["get", "list", "watch"] },
    { ...webhooks, resourceNames: [WEBHOOK_CONFIGURATION], verbs: ["patch"] },
    {
      apiGroups: ["spire.spiffe.io"],
      resources: REGISTRATIONS,
      verbs: ["get", "list", "watch", "create", "update", "patch", "delete"],
    },
    {
      apiGroups: ["spire.spiffe.io"],
      resources: REGISTRATIONS.map((kind) => `${kind}/status`),
      verbs: ["get", "update", "patch"],
    },
    { apiGroups: ["spire.spiffe.io"], resources: REGISTRATIONS.map((kind) => `${kind}/finalizers`), verbs: ["update"] },
  ];
}

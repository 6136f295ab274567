import { describe, expect, it } from "vitest";
import { agentAccess, serverAccess } from "../../../../../components/platform/identity/spire/access.ts";
import { spireContext } from "./fixture.ts";

const KINDS = ["clusterspiffeids", "clusterstaticentries", "clusterfederatedtrustdomains"];

const CONTROLLER_MANAGER = [
  { apiGroups: [""], resources: ["namespaces", "nodes", "pods", "endpoints"], verbs: ["get", "list", "watch"] },
  {
    apiGroups: ["admissionregistration.k8s.io"],
    resources: ["validatingwebhookconfigurations"],
    verbs: ["get", "list", "watch"],
  },
  {
    apiGroups: ["admissionregistration.k8s.io"],
    resources: ["validatingwebhookconfigurations"],
    resourceNames: ["spire-controller-manager-webhook"],
    verbs: ["patch"],
  },
  { apiGroups: ["spire.spiffe.io"], resources: KINDS, verbs: ["get", "list", "watch", "create", "update", "patch", "delete"] },
  { apiGroups: ["spire.spiffe.io"], resources: KINDS.map((kind) => `${kind}/status`), verbs: ["get", "update", "patch"] },
  { apiGroups: ["spire.spiffe.io"], resources: KINDS.map((kind) => `${kind}/finalizers`), verbs: ["update"] },
];

describe("access of the server to the Kubernetes API", () => {
  it("is exactly token reviews, one ConfigMap, one lease and what the controller-manager follows [P-15]", () => {
    expect(serverAccess(spireContext())).toEqual({
      reason:
        "The server reviews the tokens of agents and publishes its bundle; the controller-manager follows pods and registrations.",
      reference: "ADR 0007",
      roles: [
        {
          name: "spire-bundle-publisher",
          namespace: "spire-system",
          rules: [{ apiGroups: [""], resources: ["configmaps"], resourceNames: ["spire-bundle"], verbs: ["get", "patch"] }],
        },
        {
          name: "spire-controller-manager-leader-election",
          rules: [
            { apiGroups: ["coordination.k8s.io"], resources: ["leases"], verbs: ["create"] },
            {
              apiGroups: ["coordination.k8s.io"],
              resources: ["leases"],
              resourceNames: ["spire-controller-manager"],
              verbs: ["get", "update", "patch"],
            },
            { apiGroups: [""], resources: ["events"], verbs: ["create", "patch"] },
          ],
        },
      ],
      clusterRules: [
        { apiGroups: ["authentication.k8s.io"], resources: ["tokenreviews"], verbs: ["create"] },
        ...CONTROLLER_MANAGER,
      ],
    });
  });

  it("reviews no token where nodes join by token", () => {
    expect(serverAccess(spireContext({ identity: { nodeAttestation: "join_token" } })).clusterRules).toEqual(CONTROLLER_MANAGER);
  });
});

describe("access of the agent to the Kubernetes API", () => {
  it("is the pods of its kubelet [P-16]", () => {
    expect(agentAccess(spireContext())).toEqual({
      reason: "The agent asks the kubelet which pod a process belongs to.",
      reference: "ADR 0007; CIS Kubernetes 5.1.14",
      clusterRules: [{ apiGroups: [""], resources: ["nodes/pods"], verbs: ["get"] }],
    });
  });

  it("is nodes/proxy, and says why, where a kubelet may be too old for less", () => {
    expect(agentAccess(spireContext({ cluster: { kubernetesVersion: "1.35" } }))).toEqual({
      reason:
        "The agent asks the kubelet which pod a process belongs to; kubelets before 1.33 authorise that by nodes/proxy only.",
      reference: "ADR 0007; CIS Kubernetes 5.1.14",
      clusterRules: [{ apiGroups: [""], resources: ["nodes/proxy"], verbs: ["get"] }],
    });
  });
});

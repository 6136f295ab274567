import { describe, expect, it } from "vitest";
import { existingConfig } from "../../../../components/cloud/cluster/config.ts";
import { existingClusterFacts, existingClusterProvider } from "../../../../components/cloud/cluster/existing.ts";
import { clusterFacts, clusterProblems } from "../../../../components/cloud/cluster/index.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";
import { goodStack } from "../../../support/stacks.ts";
import { stackProblems } from "./stackProblems.ts";
import { controlsOf } from "./eks/fixture.ts";

const config = (change: Readonly<Record<string, unknown>> = {}) =>
  existingConfig.parse({ ...(goodStack["cluster"] as object), ...change });
const facts = (change: Readonly<Record<string, unknown>> = {}) => existingClusterFacts(config(change));

describe("what is known of an existing cluster", () => {
  it("comes from the stack file and the flavour", () => {
    expect(facts()).toEqual({
      name: "prod",
      flavour: "other",
      kubernetesVersion: "1.36",
      peers: {
        dns: { pods: [{ namespace: "kube-system", podLabels: { "k8s-app": "kube-dns" } }], cidrs: [] },
        kubeApi: { cidrs: ["10.0.0.10/32"], ports: [6443] },
        apiServerToWebhook: { cidrs: ["10.0.0.10/32"], pods: [] },
        nodes: { cidrs: ["10.0.1.0/24"] },
        ingressController: undefined,
        prometheus: undefined,
      },
      networkPolicy: { engine: "cilium", ipBlockMatchesPods: false },
      maxNodes: 20,
      storageClass: undefined,
    });
    expect(clusterFacts(config(), undefined)).toEqual(facts());
  });

  it("names the node-local DNS cache, the ingress controller and Prometheus where there are some", () => {
    const peer = { namespace: "monitoring", podLabels: { app: "prometheus" } };
    const change = { nodeLocalDns: "169.254.20.10/32", prometheus: peer, ingressController: peer, storageClass: "fast" };
    expect(facts(change)).toMatchObject({
      peers: { dns: { cidrs: ["169.254.20.10/32"] }, prometheus: peer, ingressController: peer },
      storageClass: "fast",
    });
  });

  it.each(["docker-desktop", "kind", "k3s", "upcloud", "eks", "gke", "aks", "other"])(
    "finds DNS by kube-dns's label on %s",
    (flavour) => {
      expect(facts({ flavour }).peers.dns.pods).toEqual([{ namespace: "kube-system", podLabels: { "k8s-app": "kube-dns" } }]);
    },
  );

  it.each([
    ["gke", 2],
    ["aks", 2],
    ["eks", 0],
    ["kind", 0],
  ])("lets webhook calls of %s come through %d kinds of agent pods", (flavour, pods) => {
    expect(facts({ flavour }).peers.apiServerToWebhook.pods).toHaveLength(pods);
  });

  it.each([
    ["cilium", false],
    ["gke-dataplane-v2", false],
    ["calico", true],
    ["aws-vpc-cni", true],
    ["azure", true],
    ["kube-router", true],
    ["none", true],
  ])("reads an ipBlock of %s against pods: %s", (networkPolicyEngine, expected) => {
    expect(facts({ networkPolicyEngine }).networkPolicy).toEqual({ engine: networkPolicyEngine, ipBlockMatchesPods: expected });
  });
});

describe("the version of an existing cluster [I-02]", () => {
  const controls = controlsOf("local");
  const problems = (kubernetesVersion: string): readonly string[] =>
    clusterProblems(config({ kubernetesVersion }), { cloud: undefined, controls }).map(describeProblem);

  it.each(["1.29", "1.34", "1.36"])("may be %s", (version) => {
    expect(problems(version)).toEqual([]);
  });

  it.each(["1.19", "1.20", "1.28"])("may not be %s", (version) => {
    expect(problems(version)).toEqual([
      `palisade:cluster.kubernetesVersion: was ${version}; 1.29 or newer, which starts sidecars before the containers they serve; upgrade the cluster`,
    ]);
  });
});

describe("the way to an existing cluster", () => {
  it("is a named context, and a changed address replaces nothing", () => {
    expect(existingClusterProvider(config())).toEqual({
      context: "prod-admin",
      clusterIdentifier: "prod",
      enableServerSideApply: true,
      enableConfigMapMutable: true,
      enableSecretMutable: true,
    });
  });

  it("reads the kubeconfig that is named", () => {
    expect(existingClusterProvider(config({ kubeconfig: "/run/kubeconfig" }))).toMatchObject({ kubeconfig: "/run/kubeconfig" });
  });
});

describe("a stack file with an existing cluster", () => {
  const refused = (change: object): readonly string[] =>
    stackProblems({ ...(goodStack["cluster"] as object), ...change }, undefined);

  it("is taken when it is good, with a cache of names on every node too", () => {
    for (const nodeLocalDns of ["169.254.20.10/32", "fd00::a/128"]) expect(refused({ nodeLocalDns })).toEqual([]);
    expect(refused({ flavour: "docker-desktop", networkPolicyEngine: "none" })).toEqual([]);
  });

  it.each(["169.254.20.10", "169.254.20.0/24", "coredns"])(
    "is refused for a cache of names that is no one address: %s",
    (address) => {
      expect(refused({ nodeLocalDns: address })).toEqual([
        `palisade:cluster.nodeLocalDns: was "${address}"; must match /^(\\d{1,3}(\\.\\d{1,3}){3}\\/32|[0-9a-fA-F:]+\\/128)$/; correct it`,
      ]);
    },
  );

  it("[P-09] is refused for NetworkPolicies on Docker Desktop, which enforces none", () => {
    expect(refused({ flavour: "docker-desktop", networkPolicyEngine: "calico" })).toEqual([
      "palisade:cluster.networkPolicyEngine: was calico on docker-desktop; none: its network enforces no NetworkPolicies, which staging and prod refuse; set it to none, or name the flavour that the cluster really has",
    ]);
  });
});

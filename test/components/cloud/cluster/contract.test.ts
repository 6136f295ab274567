import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { clusterFacts, clusterProblems, clusterTrust } from "../../../../components/cloud/cluster/index.ts";
import { isNetworkAddress, parseNetwork } from "../../../../components/flow/addresses.ts";
import { runPreview } from "../../../../tools/engine/preview.ts";
import type { PreviewRecord, RecordedResource } from "../../../../tools/engine/record.ts";
import { CLUSTERS, KINDS } from "./everyKind/kinds.ts";
import { AZURE } from "./aks/fixture.ts";
import { controlsOf } from "./eks/fixture.ts";

let record: PreviewRecord;
beforeAll(async () => {
  const result = await runPreview({ cwd: join(import.meta.dirname, "everyKind/program"), stack: "cases" });
  if ("error" in result) throw new Error(result.error.message);
  ({ record } = result);
});

function configMap(name: string): RecordedResource {
  const found = record.resources.find((resource) => resource.name === name);
  if (found === undefined) throw new Error(`no ConfigMap ${name}`);
  return found;
}

/** Everything that a kind makes, below its parent. */
function partsOf(kind: string): readonly RecordedResource[] {
  const below = new Set(record.resources.filter(({ name }) => name === `parent-${kind}`).map(({ urn }) => urn));
  // A parent is registered before its children.
  return record.resources.filter(({ urn, parent }) => parent !== undefined && below.has(parent) && below.add(urn) === below);
}

function kubernetesProvider(kind: string): RecordedResource {
  const [provider, ...others] = partsOf(kind).filter(({ type }) => type === "pulumi:providers:kubernetes");
  if (provider === undefined || others.length > 0) throw new Error(`${kind} has ${others.length + 1} ways to the cluster`);
  return provider;
}

const AKS_GROUP = `/subscriptions/${AZURE.subscriptionId}/resourceGroups/prod`;

/** What the contract tells of a network; on AWS ids are AWS's own. */
const NETWORKS = {
  eks: { network: { $unknown: true } },
  gke: {
    network: JSON.stringify({ provider: "gcp", network: "projects/acme-prod/global/networks/prod", servicesConnected: false }),
  },
  aks: {
    network: JSON.stringify({
      provider: "azure",
      virtualNetworkId: `${AKS_GROUP}/providers/Microsoft.Network/virtualNetworks/prod`,
      dataSubnetId: `${AKS_GROUP}/providers/Microsoft.Network/virtualNetworks/prod/subnets/data`,
    }),
  },
  existing: { network: "{}" },
};

describe.each(KINDS)("a cluster of kind %s", (kind) => {
  const { config, cloud } = CLUSTERS[kind];
  const facts = clusterFacts(config, cloud);

  it("[P-02] is accepted as it is", () => {
    expect(clusterProblems(config, { cloud, controls: controlsOf("prod") })).toEqual([]);
  });

  it("[P-85] tells users of the contract what the plan was made with", () => {
    expect(configMap(`facts-of-${kind}`).inputs["data"]).toEqual({ facts: JSON.stringify(facts) });
  });

  it("says how its cloud knows ServiceAccounts, to the plan and to the binder alike [P-80] [P-87] [P-91] [P-94]", () => {
    expect(configMap(`identity-of-${kind}`).inputs["data"]).toEqual({ by: clusterTrust(config) ?? "none" });
    expect(clusterTrust(config) === undefined).toBe(cloud === undefined);
  });

  it("says where a managed database in its network goes, by names that are known before it exists", () => {
    expect(configMap(`network-of-${kind}`).inputs["data"]).toEqual(NETWORKS[kind]);
    expect((facts.dataCidrs ?? []).length > 0).toBe(cloud !== undefined);
  });

  it("knows its peers by exact networks before anything exists", () => {
    const { dns, kubeApi, apiServerToWebhook, nodes } = facts.peers;
    const cidrs = [...dns.cidrs, ...kubeApi.cidrs, ...apiServerToWebhook.cidrs, ...nodes.cidrs];
    const inexact = cidrs.filter((cidr) => {
      const network = parseNetwork(cidr);
      return network === undefined || !isNetworkAddress(network);
    });
    expect(inexact).toEqual([]);
    expect([dns.pods, kubeApi.cidrs, kubeApi.ports, nodes.cidrs].filter((list) => list.length === 0)).toEqual([]);
  });

  it("enforces NetworkPolicies", () => {
    expect(facts.networkPolicy.engine).not.toBe("none");
  });

  it("is reached one way, which a changed address does not replace", () => {
    const { inputs } = kubernetesProvider(kind);
    expect(typeof inputs["clusterIdentifier"]).toBe("string");
    // Booleans and numbers reach a provider as text.
    expect(inputs["enableServerSideApply"]).toBe("true");
  });

  it("shows no kubeconfig", () => {
    const { kubeconfig, context } = kubernetesProvider(kind).inputs;
    expect(kind === "existing" ? [kubeconfig, context] : [kubeconfig]).toEqual(
      kind === "existing" ? [undefined, "prod-admin"] : [{ $secret: true }],
    );
  });

  it("makes nothing outside the account of the stack", () => {
    const account = record.resources.find(({ name }) => name === `account-${kind}-provider`)?.urn ?? "no account";
    const own = [account, kubernetesProvider(kind).urn];
    const made = partsOf(kind).filter(({ type }) => /^(aws|gcp|azure-native|kubernetes):/.test(type));
    const foreign = made.filter(({ provider = "" }) => !own.includes(provider));
    expect(foreign.map(({ name, provider }) => `${name} by ${provider ?? "whoever is logged in"}`)).toEqual([]);
  });

  it("tags what can be tagged with owner, stack and data class", () => {
    const tagged = partsOf(kind).flatMap(({ name, inputs }) => {
      const tags = inputs["tags"] ?? inputs["labels"] ?? inputs["resourceLabels"];
      return tags === undefined ? [] : [{ name, tags }];
    });
    const untagged = tagged.filter(({ tags }) => !["owner", "stack", "data-class"].every((tag) => tag in (tags as object)));
    expect(untagged.map(({ name }) => name)).toEqual([]);
    expect(tagged.length > 0).toBe(cloud !== undefined);
  });

  it("cannot be deleted by mistake in prod, where the cluster is ours", () => {
    const CLUSTER = /^(aws:eks\/cluster:Cluster|gcp:container\/cluster:Cluster|azure-native:containerservice:ManagedCluster)$/;
    expect(
      partsOf(kind)
        .filter(({ type }) => CLUSTER.test(type))
        .map(({ protect }) => protect),
    ).toEqual(cloud === undefined ? [] : [true]);
  });
});

it("asks no cloud anything, and hides nothing", () => {
  expect([record.invokes, record.opaque, record.leaks]).toEqual([[], [], []]);
});

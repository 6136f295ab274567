import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { runPreview } from "../../../../tools/engine/preview.ts";
import type { PreviewRecord, Recorded, RecordedResource } from "../../../../tools/engine/record.ts";
import { judgeRecord } from "../../../support/judgeRecord.ts";
import { waitsFor } from "./waitsFor.ts";

let record: PreviewRecord;
beforeAll(async () => {
  const result = await runPreview({ cwd: join(import.meta.dirname, "program"), stack: "cases" });
  if ("error" in result) throw new Error(result.error.message);
  ({ record } = result);
});

function resource(name: string): RecordedResource {
  const found = record.resources.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no resource ${name}`);
  return found;
}

/** Paths of inputs that nobody can judge before the cloud has made something, below a cluster. */
function unknowns(prefix: string): readonly string[] {
  const resources = record.resources.filter(({ name }) => name.startsWith(`${prefix}-`));
  return resources.flatMap(({ name, inputs }) => unknownPaths(inputs, name)).sort();
}

function unknownPaths(value: Recorded, path: string): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  if ("$unknown" in value) return [path];
  return Object.entries(value).flatMap(([key, inner]) => unknownPaths(inner as Recorded, `${path}.${key}`));
}

describe("clusters that the stack makes", () => {
  it("keep every rule of prod", () => {
    const findings = judgeRecord(record, "prod").results.filter(({ verdict }) => verdict === "fail" || verdict === "unknown");
    const ofProd = findings.filter(({ message }) => / (landed-)?(gke|aks)-/.test(message));
    expect(ofProd.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  it("ask no cloud anything before they exist, and hide nothing", () => {
    expect([record.invokes, record.opaque, record.leaks]).toEqual([[], [], []]);
  });

  it.each(["gke", "aks"])(
    "hand out the kubeconfig of %s as a secret, for a cluster that a new address does not replace",
    (kind) => {
      const { inputs } = resource(`${kind}-control-plane-kubernetes`);
      expect(inputs["kubeconfig"]).toEqual({ $secret: true });
      expect(inputs["clusterIdentifier"]).toMatch(/\/prod$/);
    },
  );

  it.each([
    ["gke-keys-disks", "tunnelled-keys-disks"],
    ["gke-control-plane-cluster", "tunnelled-control-plane-cluster"],
    ["gke-logs-bucket", "tunnelled-logs-bucket"],
    ["aks-group", "open-group"],
    ["aks-vault-vault", "open-vault-vault"],
    ["aks-vault-secrets", "open-vault-secrets"],
    ["aks-control-plane-cluster", "open-control-plane-cluster"],
    ["aks-logs-account", "open-logs-account"],
  ])("protect %s in prod, and in dev let %s go", (prod, dev) => {
    expect([resource(prod).protect, resource(dev).protect]).toEqual([true, false]);
  });

  it.each([
    ["gke-control-plane-workload", "gke-control-plane-cluster"],
    ["gke-control-plane-balanced-encrypted", "gke-control-plane-cluster"],
    ["aks-control-plane-workload", "aks-control-plane-cluster"],
    ["aks-control-plane-premium-encrypted", "aks-control-plane-cluster"],
  ])("let %s go with %s, without a deletion of its own", (part, cluster) => {
    expect(resource(part).deletedWith).toBe(resource(cluster).urn);
  });
});

describe("clusters in a network that somebody else made", () => {
  const NETWORKS = /^(gcp:compute|azure-native:(network|privatedns)):?/;
  const madeFor = (cluster: string): readonly string[] =>
    record.resources
      .filter(({ type, name }) => NETWORKS.test(type) && name.startsWith(`${cluster}-`))
      .map(({ name }) => name.slice(cluster.length + 1))
      .sort();

  it("[P-85] make on Google Cloud the ways in that GKE does not open, and no network", () => {
    expect(madeFor("landed-gke")).toEqual(["network-iap", "network-iap-host", "network-webhooks"]);
  });

  it("[P-85] make on Azure the vault's address in it, and no network, no rules and no zone that is there", () => {
    expect(madeFor("landed-aks")).toEqual(["vault-endpoint", "vault-zone-group"]);
  });
});

describe("GkeCluster", () => {
  it("[P-91] leaves nothing unknown: all is computed from the stack file", () => {
    expect(unknowns("gke")).toEqual([]);
  });

  it.each([
    ["gke-control-plane-cluster", "gke-keys-secrets-user", "its key is usable"],
    ["gke-control-plane-cluster", "gke-network-nodes", "its network is there"],
    ["gke-network-webhooks", "gke-access-nodes", "the account that it opens the way to exists"],
    ["gke-control-plane-cluster", "gke-network-webhooks", "webhooks can be reached"],
    ["gke-control-plane-cluster", "gke-control-plane-admission", "a policy says what is admitted"],
    ["gke-control-plane-system", "gke-control-plane-cluster", "the cluster is there"],
    ["gke-control-plane-kubernetes", "gke-control-plane-workload", "there are nodes"],
  ])("makes %s after %s: %s", (later, earlier) => {
    expect(waitsFor(record.resources, later)).toContain(earlier);
  });

  it("makes the host of a tunnel only where the deployer comes through one", () => {
    const hosts = record.resources.filter(({ type }) => type === "gcp:compute/instance:Instance").map(({ name }) => name);
    expect(hosts).toEqual(["landed-gke-network-iap-host", "tunnelled-network-iap-host"]);
  });
});

describe("AksCluster", () => {
  it("[P-94] leaves unknown only what Azure makes up: ids of identities and versions of keys", () => {
    expect(unknowns("aks")).toEqual([
      "aks-control-plane-cluster.identityProfile.kubeletidentity.clientId",
      "aks-control-plane-cluster.identityProfile.kubeletidentity.objectId",
      "aks-control-plane-cluster.securityProfile.azureKeyVaultKms.keyId",
      "aks-rights-hands-out-kubelet.principalId",
      "aks-rights-joins-api-server.principalId",
      "aks-rights-joins-nodes.principalId",
      "aks-rights-links-vault.principalId",
      "aks-rights-reads-disk-keys.principalId",
      "aks-rights-uses-secrets-key.principalId",
      "aks-vault-disk-encryption.activeKey.keyUrl",
      "aks-vault-disk-rights-uses-disks-key.principalId",
    ]);
  });

  it.each([
    ["aks-control-plane-cluster", "aks-rights-uses-secrets-key", "it may use its key"],
    ["aks-control-plane-cluster", "aks-rights-joins-api-server", "it may join its subnets"],
    ["aks-control-plane-cluster", "aks-logs-account", "its logs have a place"],
    ["aks-rights-joins-nodes", "aks-network-nodes", "the subnet is there"],
    ["aks-vault-disk-encryption", "aks-vault-disk-rights-uses-disks-key", "its identity may use the key"],
    ["aks-network-apiServer", "aks-network-nodes", "Azure changes a network once at a time"],
    ["aks-vault-zone-group", "aks-vault-zone-link", "the network knows the zone"],
    ["aks-control-plane-kubernetes", "aks-control-plane-workload", "there are nodes"],
  ])("makes %s after %s: %s", (later, earlier) => {
    expect(waitsFor(record.resources, later)).toContain(earlier);
  });

  it("has a private endpoint for its vault where the vault has no public address, and Bastion where it is the way in", () => {
    const endpoints = record.resources.filter(({ type }) => type === "azure-native:network:PrivateEndpoint");
    const bastions = record.resources.filter(({ type }) => type === "azure-native:network:BastionHost");
    expect([endpoints, bastions].map((found) => found.map(({ name }) => name))).toEqual([
      ["aks-vault-endpoint", "landed-aks-vault-endpoint"],
      ["open-network-bastion-host"],
    ]);
  });

  it("is locked against deletion in prod", () => {
    expect(resource("aks-control-plane-lock").inputs).toMatchObject({ level: "CanNotDelete" });
    expect(record.resources.some(({ name }) => name === "open-control-plane-lock")).toBe(false);
  });
});

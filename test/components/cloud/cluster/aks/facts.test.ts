import { describe, expect, it } from "vitest";
import { aksFacts } from "../../../../../components/cloud/cluster/aks/facts.ts";
import { aksNames } from "../../../../../components/cloud/cluster/aks/names.ts";
import { defaultStorageClass } from "../../../../../components/cloud/cluster/aks/storageClass.ts";
import { clusterFacts } from "../../../../../components/cloud/cluster/index.ts";
import { aks, AZURE } from "./fixture.ts";

describe("what is known of an AKS cluster before it exists", () => {
  it("[P-02] comes from the stack file alone", () => {
    expect(aksFacts(aks())).toEqual({
      name: "prod",
      flavour: "aks",
      kubernetesVersion: "1.36",
      peers: {
        dns: { pods: [{ namespace: "kube-system", podLabels: { "k8s-app": "kube-dns" } }], cidrs: [] },
        kubeApi: { cidrs: ["10.40.16.0/28"], ports: [443] },
        apiServerToWebhook: {
          cidrs: ["10.40.16.0/28"],
          pods: [
            { namespace: "kube-system", podLabels: { "k8s-app": "konnectivity-agent" } },
            { namespace: "kube-system", podLabels: { app: "konnectivity-agent" } },
          ],
        },
        nodes: { cidrs: ["10.40.0.0/20"] },
        ingressController: undefined,
        prometheus: undefined,
      },
      networkPolicy: { engine: "cilium", ipBlockMatchesPods: false },
      nodePolicy: "CiliumNetworkPolicy",
      dataCidrs: [],
      maxNodes: 20,
      storageClass: "premium-encrypted",
    });
    expect(clusterFacts(aks(), AZURE)).toEqual(aksFacts(aks()));
  });

  it("knows where databases go, where the stack file leaves room for them", () => {
    expect(aksFacts(aks({ network: { kind: "own", data: "10.40.19.0/26" } })).dataCidrs).toEqual(["10.40.19.0/26"]);
  });

  it("has ids that follow from its names", () => {
    const group = `/subscriptions/${AZURE.subscriptionId}/resourceGroups/prod/providers`;
    expect(aksNames(aks(), AZURE)).toMatchObject({
      clusterId: `${group}/Microsoft.ContainerService/managedClusters/prod`,
      vaultId: `${group}/Microsoft.KeyVault/vaults/acme-prod-keys`,
      logAccountId: `${group}/Microsoft.Storage/storageAccounts/acmeprodlogs`,
      subnetIds: { bastion: `${group}/Microsoft.Network/virtualNetworks/prod/subnets/AzureBastionSubnet` },
    });
  });

  it("[P-96] keeps volumes encrypted under its own key, in all zones, and longer than their claims", () => {
    expect(defaultStorageClass("/subscriptions/s/disks")).toEqual({
      metadata: {
        name: "premium-encrypted",
        annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
      },
      provisioner: "disk.csi.azure.com",
      parameters: {
        skuName: "Premium_ZRS",
        diskEncryptionType: "EncryptionAtRestWithCustomerKey",
        diskEncryptionSetID: "/subscriptions/s/disks",
      },
      allowVolumeExpansion: true,
      reclaimPolicy: "Retain",
      volumeBindingMode: "WaitForFirstConsumer",
    });
  });
});

import { describe, expect, it } from "vitest";
import { gkeFacts } from "../../../../../components/cloud/cluster/gke/facts.ts";
import { gkeNames } from "../../../../../components/cloud/cluster/gke/names.ts";
import { defaultStorageClass } from "../../../../../components/cloud/cluster/gke/storageClass.ts";
import { clusterFacts } from "../../../../../components/cloud/cluster/index.ts";
import { GCP, gke } from "./fixture.ts";

describe("what is known of a GKE cluster before it exists", () => {
  it("[P-02] comes from the stack file alone", () => {
    expect(gkeFacts(gke())).toEqual({
      name: "prod",
      flavour: "gke",
      kubernetesVersion: "1.36",
      peers: {
        dns: { pods: [{ namespace: "kube-system", podLabels: { "k8s-app": "kube-dns" } }], cidrs: [] },
        kubeApi: { cidrs: ["10.0.16.0/28"], ports: [443] },
        apiServerToWebhook: {
          cidrs: ["10.0.16.0/28"],
          pods: [
            { namespace: "kube-system", podLabels: { "k8s-app": "konnectivity-agent" } },
            { namespace: "kube-system", podLabels: { app: "konnectivity-agent" } },
          ],
        },
        nodes: { cidrs: ["10.0.0.0/20"] },
        ingressController: undefined,
        prometheus: undefined,
      },
      networkPolicy: { engine: "gke-dataplane-v2", ipBlockMatchesPods: false },
      nodePolicy: "CiliumClusterwideNetworkPolicy",
      dataCidrs: [],
      maxNodes: 20,
      storageClass: "balanced-encrypted",
    });
    expect(clusterFacts(gke(), GCP)).toEqual(gkeFacts(gke()));
  });

  it("knows where databases go, where the stack file leaves room for them", () => {
    expect(gkeFacts(gke({ network: { kind: "own", data: "10.0.20.0/24" } })).dataCidrs).toEqual(["10.0.20.0/24"]);
  });

  it("has names that follow from the cluster's", () => {
    expect(gkeNames(gke(), GCP)).toMatchObject({
      cluster: "projects/acme-prod/locations/europe-west3/clusters/prod",
      nodeAccount: "prod-nodes@acme-prod.iam.gserviceaccount.com",
      workloadPool: "acme-prod.svc.id.goog",
    });
  });

  it("keeps volumes encrypted under its own key, in two zones, and longer than their claims", () => {
    expect(defaultStorageClass("projects/p/locations/l/keyRings/r/cryptoKeys/disks")).toEqual({
      metadata: {
        name: "balanced-encrypted",
        annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
      },
      provisioner: "pd.csi.storage.gke.io",
      parameters: {
        type: "pd-balanced",
        "replication-type": "regional-pd",
        "disk-encryption-kms-key": "projects/p/locations/l/keyRings/r/cryptoKeys/disks",
      },
      allowVolumeExpansion: true,
      reclaimPolicy: "Retain",
      volumeBindingMode: "WaitForFirstConsumer",
    });
  });
});

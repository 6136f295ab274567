import { describe, expect, it } from "vitest";
import { nodePoolArgs } from "../../../../../components/cloud/cluster/gke/nodePools.ts";
import { gkeParts } from "./fixture.ts";

const KEY = "projects/acme-prod/locations/europe-west3/keyRings/prod/cryptoKeys/disks";

describe("nodes of a GKE cluster", () => {
  it.each(["system", "workload"] as const)("in the %s pool are hardened", (role) => {
    expect(nodePoolArgs(role, gkeParts())).toMatchObject({
      name: role,
      cluster: "projects/acme-prod/locations/europe-west3/clusters/prod",
      location: "europe-west3",
      management: { autoRepair: true, autoUpgrade: true },
      upgradeSettings: { strategy: "SURGE", maxSurge: 1, maxUnavailable: 0 },
      networkConfig: { enablePrivateNodes: true },
      nodeConfig: {
        imageType: "COS_CONTAINERD",
        bootDiskKmsKey: KEY,
        serviceAccount: "prod-nodes@acme-prod.iam.gserviceaccount.com",
        oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
        shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
        workloadMetadataConfig: { mode: "GKE_METADATA" },
        metadata: { "disable-legacy-endpoints": "true" },
        kubeletConfig: { insecureKubeletReadonlyPortEnabled: "FALSE" },
        confidentialNodes: { enabled: false },
        resourceLabels: { owner: "platform" },
      },
    });
  });

  it("are as many as the stack says, over all zones", () => {
    const nodes = { workload: { machineType: "n2d-standard-8", min: 4, max: 9, diskGiB: 200 } };
    expect(nodePoolArgs("workload", gkeParts({ nodes }))).toMatchObject({
      autoscaling: { totalMinNodeCount: 4, totalMaxNodeCount: 9, locationPolicy: "BALANCED" },
      nodeConfig: { machineType: "n2d-standard-8", diskSizeGb: 200 },
    });
  });

  it("of the system take Google's components only, the others what the platform runs", () => {
    const [system, workload] = [nodePoolArgs("system", gkeParts()), nodePoolArgs("workload", gkeParts())];
    expect(system.nodeConfig).toHaveProperty("taints", [
      { key: "components.gke.io/gke-managed-components", value: "true", effect: "NO_SCHEDULE" },
    ]);
    expect(workload.nodeConfig).not.toHaveProperty("taints");
    expect(workload.nodeConfig).toHaveProperty("linuxNodeConfig", { sysctls: { "vm.max_map_count": "262144" } });
  });

  it("encrypt their memory where it is asked", () => {
    const nodes = { confidential: true, system: { machineType: "n2d-standard-2" }, workload: { machineType: "n2d-standard-4" } };
    expect(nodePoolArgs("system", gkeParts({ nodes }))).toHaveProperty("nodeConfig.confidentialNodes", { enabled: true });
  });
});

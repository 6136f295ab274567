import { describe, expect, it } from "vitest";
import { nodePool } from "../../../../../components/cloud/cluster/aks/nodePools.ts";
import { maintenanceWindow } from "../../../../../components/cloud/cluster/aks/upgrades.ts";
import { aksParts } from "./fixture.ts";

describe("nodes of an AKS cluster", () => {
  it.each(["system", "workload"] as const)("in the %s pool are hardened", (role) => {
    const parts = aksParts();
    expect(nodePool(role, parts)).toMatchObject({
      osSKU: "AzureLinux3",
      osType: "Linux",
      osDiskType: "Ephemeral",
      enableEncryptionAtHost: true,
      enableNodePublicIP: false,
      enableFIPS: false,
      securityProfile: { enableSecureBoot: true, enableVTPM: true, sshAccess: "Disabled" },
      vnetSubnetID: parts.names.subnetIds.nodes,
      availabilityZones: ["1", "2", "3"],
      orchestratorVersion: "1.36",
      upgradeSettings: { maxSurge: "33%", drainTimeoutInMinutes: 30 },
      tags: { owner: "platform" },
    });
  });

  it("of the system take AKS's own add-ons only, the others what the platform runs", () => {
    const [system, workload] = [nodePool("system", aksParts()), nodePool("workload", aksParts())];
    expect(system).toMatchObject({ mode: "System", nodeTaints: ["CriticalAddonsOnly=true:NoSchedule"] });
    expect(workload).toMatchObject({ mode: "User", linuxOSConfig: { sysctls: { vmMaxMapCount: 262_144 } } });
    expect(workload).not.toHaveProperty("nodeTaints");
  });

  it("are as many as the stack says, over the zones it names", () => {
    const nodes = { zones: ["1", "3"], fips: true, workload: { vmSize: "Standard_D16ads_v5", min: 4, max: 9, osDiskGiB: 128 } };
    expect(nodePool("workload", aksParts({ nodes }))).toMatchObject({
      vmSize: "Standard_D16ads_v5",
      enableAutoScaling: true,
      count: 4,
      minCount: 4,
      maxCount: 9,
      osDiskSizeGB: 128,
      availabilityZones: ["1", "3"],
      enableFIPS: true,
    });
  });
});

describe("upgrades of an AKS cluster", () => {
  it.each([
    ["aksManagedAutoUpgradeSchedule", "Saturday", "Saturday"],
    ["aksManagedNodeOSUpgradeSchedule", "Saturday", "Sunday"],
    ["aksManagedNodeOSUpgradeSchedule", "Sunday", "Monday"],
  ] as const)("%s for %s happen on %s", (window, day, expected) => {
    expect(maintenanceWindow(window, aksParts({ upgrades: { day, startTime: "03:30", hours: 8 } }))).toEqual({
      configName: window,
      resourceGroupName: "prod",
      resourceName: "prod",
      maintenanceWindow: {
        schedule: { weekly: { intervalWeeks: 1, dayOfWeek: expected } },
        startTime: "03:30",
        utcOffset: "+00:00",
        durationHours: 8,
      },
    });
  });
});

import type { BastionHostArgs } from "@pulumi/azure-native/network/bastionHost.js";
import type { AksParts } from "./parts.ts";

/**
 * A tunnel into the network for whom Entra lets through: no link to share, no file and no clipboard. Pure.
 * https://learn.microsoft.com/azure/bastion/bastion-connect-to-aks-private-cluster
 */
export function bastionArgs({ cloud, names, hardening }: AksParts): BastionHostArgs {
  return {
    bastionHostName: names.vnet,
    resourceGroupName: names.resourceGroup,
    location: cloud.region,
    sku: { name: "Standard" },
    enableTunneling: true,
    enableIpConnect: false,
    enableShareableLink: false,
    enableFileCopy: false,
    disableCopyPaste: true,
    ipConfigurations: [
      { name: "bastion", subnet: { id: names.subnetIds.bastion }, publicIPAddress: { id: names.publicIpId("bastion") } },
    ],
    tags: { ...hardening.tags },
  };
}

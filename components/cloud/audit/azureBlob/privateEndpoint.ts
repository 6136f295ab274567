import type { Resource } from "@pulumi/pulumi";
import { PrivateDnsZoneGroup } from "@pulumi/azure-native/network/privateDnsZoneGroup.js";
import { PrivateEndpoint } from "@pulumi/azure-native/network/privateEndpoint.js";
import { PrivateZone } from "@pulumi/azure-native/privatedns/privateZone.js";
import { VirtualNetworkLink } from "@pulumi/azure-native/privatedns/virtualNetworkLink.js";
import type { StorageAccount } from "@pulumi/azure-native/storage/storageAccount.js";
import { childName } from "../../../shared/names.ts";
import type { StoreChild } from "../kept.ts";
import { accountId, type AzurePlan } from "./settings.ts";

/** Zone that Azure's own names of blobs lead to inside a network. https://learn.microsoft.com/azure/private-link/private-endpoint-dns */
const ZONE = "privatelink.blob.core.windows.net";

/** The only way in: an address in the cluster's network, and the names that lead to it. */
export function createPrivateEndpoint({ name, parent, tags }: StoreChild, plan: AzurePlan, account: StorageAccount): Resource {
  const { store, cloud } = plan;
  const { subnetId, virtualNetworkId } = store.privateEndpoint;
  const resourceGroupName = store.resourceGroup;
  const privateEndpointName = `${store.storageAccount}-blob`;
  const connection = { name: privateEndpointName, privateLinkServiceId: accountId(plan), groupIds: ["blob"] };
  const endpoint = new PrivateEndpoint(
    childName(name, "endpoint"),
    {
      resourceGroupName,
      privateEndpointName,
      location: cloud.region,
      subnet: { id: subnetId },
      privateLinkServiceConnections: [connection],
      tags,
    },
    { parent, dependsOn: [account] },
  );
  const zone = new PrivateZone(
    childName(name, "zone"),
    { resourceGroupName, privateZoneName: ZONE, location: "global", tags },
    { parent, dependsOn: [account] },
  );
  const link = {
    resourceGroupName,
    privateZoneName: ZONE,
    virtualNetworkLinkName: "cluster",
    location: "global",
    registrationEnabled: false,
    virtualNetwork: { id: virtualNetworkId },
    tags,
  };
  const linked = new VirtualNetworkLink(childName(name, "zone-link"), link, { parent, dependsOn: [zone] });
  const config = { name: "blob", privateDnsZoneId: zone.id };
  const names = { resourceGroupName, privateEndpointName, privateDnsZoneGroupName: "default", privateDnsZoneConfigs: [config] };
  return new PrivateDnsZoneGroup(childName(name, "zone-group"), names, { parent, dependsOn: [endpoint, linked] });
}

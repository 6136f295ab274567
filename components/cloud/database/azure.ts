import { all, output, type Output } from "@pulumi/pulumi";
import { ManagementLockByScope } from "@pulumi/azure-native/authorization/managementLockByScope.js";
import { Configuration } from "@pulumi/azure-native/dbforpostgresql/configuration.js";
import { Database as PostgresDatabase } from "@pulumi/azure-native/dbforpostgresql/database.js";
import { Server } from "@pulumi/azure-native/dbforpostgresql/server.js";
import { Subnet } from "@pulumi/azure-native/network/subnet.js";
import { PrivateZone } from "@pulumi/azure-native/privatedns/privateZone.js";
import { VirtualNetworkLink } from "@pulumi/azure-native/privatedns/virtualNetworkLink.js";
import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup.js";
import { childName } from "../../shared/names.ts";
import type { DatabaseParts } from "./parts.ts";
import type { NetworkOf } from "./plan.ts";
import { AZURE_SETTINGS, azureServerArgs } from "./settings.ts";

/** The server in Azure, in a subnet of its own of the cluster's network, with a private name. */
export function createAzureDatabase(parts: DatabaseParts, { virtualNetworkId, subnetId }: NetworkOf<"azure">): Output<string> {
  const { name, parent, plan, tags, password } = parts;
  const { cloud, protect } = plan;
  const resourceGroupName = plan.name;
  const group = new ResourceGroup(
    childName(name, "group"),
    { resourceGroupName, location: cloud.region, tags },
    { parent, protect },
  );
  const delegatedSubnetResourceId = subnetId ?? createSubnet(parts, virtualNetworkId).id;
  const zone = createZone(parts, virtualNetworkId, group);
  const server = new Server(
    childName(name, "server"),
    {
      ...azureServerArgs(plan),
      resourceGroupName,
      administratorLoginPassword: password,
      network: { delegatedSubnetResourceId, privateDnsZoneArmResourceId: zone, publicNetworkAccess: "Disabled" },
      tags,
    },
    { parent, protect },
  );
  if (protect) createDeleteLock(parts, server);
  const at = { resourceGroupName, serverName: plan.name };
  const opts = { parent, dependsOn: [server], deletedWith: server };
  for (const [configurationName, value] of Object.entries(AZURE_SETTINGS)) {
    const setting = { ...at, configurationName, value, source: "user-override" };
    new Configuration(childName(name, configurationName.replaceAll("_", "-")), setting, opts);
  }
  const database = { ...at, databaseName: plan.config.database, charset: "UTF8", collation: "en_US.utf8" };
  new PostgresDatabase(childName(name, "database"), database, { ...opts, protect });
  return output(`${plan.name}.postgres.database.azure.com`);
}

/** Azure's servers have no protection from deletion of their own: only who may take locks away deletes one. */
function createDeleteLock({ name, parent, plan }: DatabaseParts, server: Server): void {
  const notes = `Holds the data of ${plan.name}; take this lock away before deleting it.`;
  const lock = { scope: server.id, lockName: "no-delete", level: "CanNotDelete", notes };
  new ManagementLockByScope(childName(name, "no-delete"), lock, { parent, protect: true });
}

/** Azure puts servers into subnets that hold nothing else. */
function createSubnet({ name, parent, plan }: DatabaseParts, virtualNetworkId: string): Subnet {
  const [, resourceGroupName = "", virtualNetworkName = ""] =
    /\/resourceGroups\/([^/]+)\/.*\/virtualNetworks\/([^/]+)$/.exec(virtualNetworkId) ?? [];
  return new Subnet(
    childName(name, "subnet"),
    {
      resourceGroupName,
      virtualNetworkName,
      subnetName: plan.name,
      ...(plan.cidrs[0] === undefined ? {} : { addressPrefix: plan.cidrs[0] }),
      delegations: [{ name: "postgres", serviceName: "Microsoft.DBforPostgreSQL/flexibleServers" }],
      defaultOutboundAccess: false,
    },
    { parent },
  );
}

/** Zone whose names lead to the private address; its id, once the network asks it. */
function createZone({ name, parent, plan, tags }: DatabaseParts, virtualNetworkId: string, group: ResourceGroup): Output<string> {
  const at = {
    resourceGroupName: plan.name,
    privateZoneName: `${plan.name}.private.postgres.database.azure.com`,
    location: "global",
    tags,
  };
  const zone = new PrivateZone(childName(name, "zone"), at, { parent, dependsOn: [group] });
  const link = new VirtualNetworkLink(
    childName(name, "zone-link"),
    { ...at, virtualNetworkLinkName: "cluster", registrationEnabled: false, virtualNetwork: { id: virtualNetworkId } },
    { parent, dependsOn: [zone] },
  );
  return all([zone.id, link.id]).apply(([id]) => id);
}

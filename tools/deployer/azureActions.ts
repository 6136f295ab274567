import type { ActionTable } from "./actionTable.ts";

const crud = (resource: string): readonly string[] => ["delete", "read", "write"].map((verb) => `${resource}/${verb}`);
const NETWORK = "Microsoft.Network";
const VAULTS = "Microsoft.KeyVault/vaults";
const CLUSTERS = "Microsoft.ContainerService/managedClusters";
const ACCOUNTS = "Microsoft.Storage/storageAccounts";
const JOIN_SUBNET = `${NETWORK}/virtualNetworks/subnets/join/action`;
const ASSIGN_IDENTITY = "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";

/** What making, reading, changing and deleting a resource of each type calls. https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations */
export const AZURE_ACTIONS: ActionTable = {
  "authorization:ManagementLockByScope": crud("Microsoft.Authorization/locks"),
  "authorization:RoleAssignment": crud("Microsoft.Authorization/roleAssignments"),
  "authorization:RoleDefinition": crud("Microsoft.Authorization/roleDefinitions"),
  "compute:DiskEncryptionSet": crud("Microsoft.Compute/diskEncryptionSets"),
  "containerservice:AgentPool": [...crud(`${CLUSTERS}/agentPools`), JOIN_SUBNET],
  "containerservice:MaintenanceConfiguration": crud(`${CLUSTERS}/maintenanceConfigurations`),
  "containerservice:ManagedCluster": [
    ...crud(CLUSTERS),
    `${CLUSTERS}/listClusterUserCredential/action`,
    "Microsoft.Compute/diskEncryptionSets/read",
    ASSIGN_IDENTITY,
    JOIN_SUBNET,
    "Microsoft.OperationalInsights/workspaces/sharedKeys/action",
  ],
  "dbforpostgresql:Configuration": crud("Microsoft.DBforPostgreSQL/flexibleServers/configurations"),
  "dbforpostgresql:Database": crud("Microsoft.DBforPostgreSQL/flexibleServers/databases"),
  "dbforpostgresql:Server": [...crud("Microsoft.DBforPostgreSQL/flexibleServers"), ASSIGN_IDENTITY, JOIN_SUBNET],
  "keyvault:Key": [`${VAULTS}/keys/read`, `${VAULTS}/keys/write`],
  "keyvault:Vault": crud(VAULTS),
  "managedidentity:FederatedIdentityCredential": crud(
    "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
  ),
  "managedidentity:UserAssignedIdentity": crud("Microsoft.ManagedIdentity/userAssignedIdentities"),
  "monitor:ActionGroup": crud("Microsoft.Insights/actionGroups"),
  "monitor:ActivityLogAlert": crud("Microsoft.Insights/activityLogAlerts"),
  "monitor:DiagnosticSetting": crud("Microsoft.Insights/diagnosticSettings"),
  "monitor:ScheduledQueryRule": crud("Microsoft.Insights/scheduledQueryRules"),
  "network:BastionHost": [...crud(`${NETWORK}/bastionHosts`), JOIN_SUBNET, `${NETWORK}/publicIPAddresses/join/action`],
  "network:NatGateway": [...crud(`${NETWORK}/natGateways`), `${NETWORK}/publicIPAddresses/join/action`],
  "network:NetworkSecurityGroup": crud(`${NETWORK}/networkSecurityGroups`),
  "network:PrivateDnsZoneGroup": crud(`${NETWORK}/privateEndpoints/privateDnsZoneGroups`),
  "network:PrivateEndpoint": [
    ...crud(`${NETWORK}/privateEndpoints`),
    JOIN_SUBNET,
    `${ACCOUNTS}/PrivateEndpointConnectionsApproval/action`,
  ],
  "network:PublicIPAddress": crud(`${NETWORK}/publicIPAddresses`),
  "network:Subnet": [
    ...crud(`${NETWORK}/virtualNetworks/subnets`),
    `${NETWORK}/natGateways/join/action`,
    `${NETWORK}/networkSecurityGroups/join/action`,
  ],
  "network:VirtualNetwork": crud(`${NETWORK}/virtualNetworks`),
  "operationalinsights:Workspace": crud("Microsoft.OperationalInsights/workspaces"),
  "privatedns:PrivateZone": crud(`${NETWORK}/privateDnsZones`),
  "privatedns:VirtualNetworkLink": [
    ...crud(`${NETWORK}/privateDnsZones/virtualNetworkLinks`),
    `${NETWORK}/virtualNetworks/join/action`,
  ],
  "resources:ResourceGroup": crud("Microsoft.Resources/subscriptions/resourceGroups"),
  "storage:BlobContainer": crud(`${ACCOUNTS}/blobServices/containers`),
  "storage:BlobServiceProperties": [`${ACCOUNTS}/blobServices/read`, `${ACCOUNTS}/blobServices/write`],
  "storage:ManagementPolicy": crud(`${ACCOUNTS}/managementPolicies`),
  "storage:StorageAccount": [...crud(ACCOUNTS), ASSIGN_IDENTITY],
};

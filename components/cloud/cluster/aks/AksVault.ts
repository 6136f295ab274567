import { ComponentResource, type ComponentResourceOptions, type Output, type Resource } from "@pulumi/pulumi";
import { DiskEncryptionSet } from "@pulumi/azure-native/compute/diskEncryptionSet.js";
import { Key } from "@pulumi/azure-native/keyvault/key.js";
import { Vault } from "@pulumi/azure-native/keyvault/vault.js";
import { PrivateDnsZoneGroup } from "@pulumi/azure-native/network/privateDnsZoneGroup.js";
import { PrivateEndpoint } from "@pulumi/azure-native/network/privateEndpoint.js";
import { PrivateZone } from "@pulumi/azure-native/privatedns/privateZone.js";
import { VirtualNetworkLink } from "@pulumi/azure-native/privatedns/virtualNetworkLink.js";
import { childName, typeToken } from "../../../shared/names.ts";
import { AksGrants } from "./AksGrants.ts";
import type { AksIdentities } from "./AksIdentities.ts";
import { VAULT_ZONE } from "./names.ts";
import type { AksParts } from "./parts.ts";
import { diskGrants } from "./roles.ts";
import { diskEncryptionArgs, keyArgs, vaultArgs, vaultEndpointArgs, vaultZoneGroupArgs } from "./vault.ts";

/** The vault of a cluster's keys, the way to it inside the network, and the encryption of disks. */
export class AksVault extends ComponentResource {
  /** The version of the key of Secrets that the cluster names. */
  readonly secretsKey: Output<string>;

  constructor(name: string, parts: AksParts & { readonly identities: AksIdentities }, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "AksVault"), name, {}, opts);
    const { cloud, identities, hardening } = parts;
    const child = (role: string): string => childName(name, role);
    // Without its keys the cluster cannot read its Secrets, nor a node its disks.
    const kept = { parent: this, protect: hardening.deletionProtection, retainOnDelete: hardening.deletionProtection };
    const vault = new Vault(child("vault"), vaultArgs(parts), kept);
    const key = (role: "secrets" | "disks"): Key => new Key(child(role), keyArgs(role, parts), { ...kept, dependsOn: vault });
    const [secrets, disks] = [key("secrets"), key("disks")];
    if (!parts.config.keyVault.publicAccess) createEndpoint(this, name, parts, vault);

    // The right to the key before the first disk asks for it.
    const grants = { grants: diskGrants(parts), identities, cloud };
    const mayUse = new AksGrants(child("disk-rights"), grants, { parent: this, dependsOn: disks });
    const set = diskEncryptionArgs(parts, disks.keyUriWithVersion);
    new DiskEncryptionSet(child("disk-encryption"), set, { parent: this, dependsOn: mayUse });
    this.secretsKey = secrets.keyUriWithVersion;
    this.registerOutputs({ vault: parts.names.vaultId });
  }
}

function createEndpoint(parent: Resource, name: string, parts: AksParts, vault: Vault): void {
  const child = (role: string): string => childName(name, role);
  const { network } = parts.config;
  const linked = network.kind === "existing" && network.vaultZoneId !== undefined ? [] : [createZone(parent, name, parts)];
  const endpoint = new PrivateEndpoint(child("endpoint"), vaultEndpointArgs(parts), { parent, dependsOn: vault });
  new PrivateDnsZoneGroup(child("zone-group"), vaultZoneGroupArgs(parts), { parent, dependsOn: [endpoint, ...linked] });
}

/** The zone in which the network finds the vault, known to the network. */
function createZone(parent: Resource, name: string, { names, hardening }: AksParts): Resource {
  const tags = { ...hardening.tags };
  const place = { resourceGroupName: names.resourceGroup, privateZoneName: VAULT_ZONE, location: "global", tags };
  const zone = new PrivateZone(childName(name, "zone"), place, { parent });
  const link = { ...place, virtualNetworkLinkName: "network", virtualNetwork: { id: names.vnetId }, registrationEnabled: false };
  return new VirtualNetworkLink(childName(name, "zone-link"), link, { parent, dependsOn: zone });
}

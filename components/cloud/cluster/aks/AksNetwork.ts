import { ComponentResource, type ComponentResourceOptions, type Resource } from "@pulumi/pulumi";
import { BastionHost } from "@pulumi/azure-native/network/bastionHost.js";
import { NatGateway } from "@pulumi/azure-native/network/natGateway.js";
import { NetworkSecurityGroup } from "@pulumi/azure-native/network/networkSecurityGroup.js";
import { PublicIPAddress } from "@pulumi/azure-native/network/publicIPAddress.js";
import { Subnet } from "@pulumi/azure-native/network/subnet.js";
import { VirtualNetwork } from "@pulumi/azure-native/network/virtualNetwork.js";
import { childName, typeToken } from "../../../shared/names.ts";
import { bastionArgs } from "./bastion.ts";
import {
  natArgs,
  nodeSecurityGroupArgs,
  publicAddressArgs,
  subnetArgs,
  subnetRoles,
  vnetArgs,
  type OwnNetworkConfig,
} from "./network.ts";
import type { AksParts } from "./parts.ts";

/** The virtual network of a cluster, made here or by somebody else: its subnets, its way out, and the way in. */
export class AksNetwork extends ComponentResource {
  constructor(name: string, parts: AksParts, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "AksNetwork"), name, {}, opts);
    const { config, names } = parts;
    const made = config.network.kind === "own" ? [createNetwork(this, name, config.network, parts)] : [];
    if (config.access.mode === "bastion") createBastion(this, name, parts, made);
    this.registerOutputs({ vnet: names.vnetId });
  }
}

/** A network with all its subnets; the last of them stands for the whole. */
function createNetwork(parent: Resource, name: string, network: OwnNetworkConfig, parts: AksParts): Resource {
  const child = (role: string): string => childName(name, role);
  const vnet = new VirtualNetwork(child("vnet"), vnetArgs(network, parts), { parent });
  const group = new NetworkSecurityGroup(child("nodes-rules"), nodeSecurityGroupArgs(parts), { parent });
  const address = new PublicIPAddress(child("nat-address"), publicAddressArgs("nat", parts), { parent });
  const nat = new NatGateway(child("nat"), natArgs(parts), { parent, dependsOn: address });
  // One after the other: Azure refuses two changes of a network at once.
  return subnetRoles(parts).reduce<Resource>(
    (before, role) => new Subnet(child(role), subnetArgs(role, parts), { parent, dependsOn: [before, group, nat] }),
    vnet,
  );
}

function createBastion(parent: Resource, name: string, parts: AksParts, after: readonly Resource[]): void {
  const answers = new PublicIPAddress(childName(name, "bastion-address"), publicAddressArgs("bastion", parts), { parent });
  new BastionHost(childName(name, "bastion-host"), bastionArgs(parts), { parent, dependsOn: [answers, ...after] });
}

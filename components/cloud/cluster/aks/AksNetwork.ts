import { ComponentResource, type ComponentResourceOptions, type Resource } from "@pulumi/pulumi";
import { BastionHost } from "@pulumi/azure-native/network/bastionHost.js";
import { NatGateway } from "@pulumi/azure-native/network/natGateway.js";
import { NetworkSecurityGroup } from "@pulumi/azure-native/network/networkSecurityGroup.js";
import { PublicIPAddress } from "@pulumi/azure-native/network/publicIPAddress.js";
import { Subnet } from "@pulumi/azure-native/network/subnet.js";
import { VirtualNetwork } from "@pulumi/azure-native/network/virtualNetwork.js";
import { childName, typeToken } from "../../../shared/names.ts";
import { bastionArgs } from "./bastion.ts";
import { natArgs, nodeSecurityGroupArgs, publicAddressArgs, subnetArgs, subnetRoles, vnetArgs } from "./network.ts";
import type { AksParts } from "./parts.ts";

/** The virtual network of a cluster: its subnets and its way out. */
export class AksNetwork extends ComponentResource {
  constructor(name: string, parts: AksParts, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "AksNetwork"), name, {}, opts);
    const child = (role: string): string => childName(name, role);
    const vnet = new VirtualNetwork(child("vnet"), vnetArgs(parts), { parent: this });
    const group = new NetworkSecurityGroup(child("nodes-rules"), nodeSecurityGroupArgs(parts), { parent: this });
    const address = new PublicIPAddress(child("nat-address"), publicAddressArgs("nat", parts), { parent: this });
    const nat = new NatGateway(child("nat"), natArgs(parts), { parent: this, dependsOn: address });

    // One after the other: Azure refuses two changes of a network at once.
    const last = subnetRoles(parts).reduce<Resource>(
      (before, role) => new Subnet(child(role), subnetArgs(role, parts), { parent: this, dependsOn: [before, group, nat] }),
      vnet,
    );
    if (parts.config.access.mode === "bastion") {
      const answers = new PublicIPAddress(child("bastion-address"), publicAddressArgs("bastion", parts), { parent: this });
      new BastionHost(child("bastion-host"), bastionArgs(parts), { parent: this, dependsOn: [answers, last] });
    }
    this.registerOutputs({ vnet: parts.names.vnetId });
  }
}

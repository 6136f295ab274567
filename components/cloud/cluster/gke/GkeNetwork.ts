import { ComponentResource, type ComponentResourceOptions, type Resource } from "@pulumi/pulumi";
import { Firewall } from "@pulumi/gcp/compute/firewall.js";
import { Instance } from "@pulumi/gcp/compute/instance.js";
import { Network } from "@pulumi/gcp/compute/network.js";
import { Router } from "@pulumi/gcp/compute/router.js";
import { RouterNat } from "@pulumi/gcp/compute/routerNat.js";
import { Subnetwork } from "@pulumi/gcp/compute/subnetwork.js";
import { Account } from "@pulumi/gcp/serviceaccount/account.js";
import { childName, typeToken } from "../../../shared/names.ts";
import type { GkeNames } from "./names.ts";
import {
  accessSubnetArgs,
  controlPlaneSubnetArgs,
  natArgs,
  nodeSubnetArgs,
  vpcArgs,
  webhookFirewallArgs,
  type OwnNetworkConfig,
} from "./network.ts";
import type { GkeParts } from "./parts.ts";
import { tunnelAccount, tunnelAccountId, tunnelFirewallArgs, tunnelHostArgs, type IapTunnel } from "./tunnelHost.ts";

/** The VPC of a cluster, made here or by somebody else, and the ways in that GKE does not open itself. */
export class GkeNetwork extends ComponentResource {
  constructor(name: string, parts: GkeParts, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "GkeNetwork"), name, {}, opts);
    const { config, names } = parts;
    const vpc = config.network.kind === "own" ? createVpc(this, name, config.network, names) : undefined;
    const inVpc = { parent: this, dependsOn: vpc === undefined ? [] : [vpc] };
    new Firewall(childName(name, "webhooks"), webhookFirewallArgs(config, names), inVpc);
    if (config.access.mode === "iapTunnel") createTunnel(this, name, config.access, { ...parts, vpc });
    this.registerOutputs({ network: names.network });
  }
}

/** A VPC with its subnets and its way out. */
function createVpc(parent: Resource, name: string, network: OwnNetworkConfig, names: GkeNames): Network {
  const vpc = new Network(childName(name, "vpc"), vpcArgs(names), { parent });
  const inVpc = { parent, dependsOn: vpc };
  const nodes = new Subnetwork(childName(name, "nodes"), nodeSubnetArgs(network, names), inVpc);
  new Subnetwork(childName(name, "control-plane"), controlPlaneSubnetArgs(network, names), inVpc);
  const router = new Router(childName(name, "router"), { name: names.router, network: names.network }, inVpc);
  new RouterNat(childName(name, "nat"), natArgs(names), { parent, dependsOn: [router, nodes] });
  return vpc;
}

function createTunnel(
  parent: Resource,
  name: string,
  access: IapTunnel,
  { config, cloud, names, vpc }: GkeParts & { readonly vpc: Network | undefined },
): void {
  const account = { accountId: tunnelAccountId(config), displayName: `Host of the IAP tunnel to ${config.name}` };
  const subnet =
    config.network.kind === "own" && vpc !== undefined
      ? [new Subnetwork(childName(name, "access"), accessSubnetArgs(config.network, names), { parent, dependsOn: vpc })]
      : [];
  const identity = new Account(childName(name, "iap-account"), account, { parent });
  const dependsOn = [...subnet, identity];
  new Firewall(childName(name, "iap"), tunnelFirewallArgs(config, names, tunnelAccount(config, cloud)), { parent, dependsOn });
  new Instance(childName(name, "iap-host"), tunnelHostArgs(access, config, cloud), { parent, dependsOn });
}

import { ComponentResource, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import { childName, typeToken } from "../../../../shared/names.ts";
import type { Cidr } from "../../../../shared/cluster.ts";
import { networkAddresses } from "../facts.ts";
import type { EksParts } from "../parts.ts";
import { OwnVpc } from "./OwnVpc.ts";

/** The network of a cluster, whoever made it. */
export class EksNetwork extends ComponentResource {
  readonly vpcId: Input<string>;
  readonly nodeSubnetIds: readonly Input<string>[];
  readonly controlPlaneSubnetIds: readonly Input<string>[];
  /** Subnets of managed databases. */
  readonly dataSubnetIds: readonly Input<string>[];
  readonly vpcCidr: Cidr;

  constructor(name: string, parts: EksParts, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "EksNetwork"), name, {}, opts);
    const { network } = parts.config;
    this.vpcCidr = networkAddresses(network).vpc;
    if (network.kind === "existing") {
      this.vpcId = network.vpcId;
      this.nodeSubnetIds = network.nodeSubnets.map(({ id }) => id);
      this.controlPlaneSubnetIds = network.controlPlaneSubnets.map(({ id }) => id);
      this.dataSubnetIds = network.dataSubnets.map(({ id }) => id);
    } else {
      const vpc = new OwnVpc(childName(name, "vpc"), { parts, network }, { parent: this });
      this.vpcId = vpc.vpcId;
      this.nodeSubnetIds = vpc.subnetIds("node");
      this.controlPlaneSubnetIds = vpc.subnetIds("controlPlane");
      this.dataSubnetIds = vpc.subnetIds("data");
    }
    this.registerOutputs({ cidr: this.vpcCidr });
  }
}

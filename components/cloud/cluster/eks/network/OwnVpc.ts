import { ComponentResource, type ComponentResourceOptions, type CustomResourceOptions, type Output } from "@pulumi/pulumi";
import { DefaultSecurityGroup } from "@pulumi/aws/ec2/defaultSecurityGroup.js";
import { Eip } from "@pulumi/aws/ec2/eip.js";
import { InternetGateway } from "@pulumi/aws/ec2/internetGateway.js";
import { NatGateway } from "@pulumi/aws/ec2/natGateway.js";
import { RouteTable } from "@pulumi/aws/ec2/routeTable.js";
import { RouteTableAssociation } from "@pulumi/aws/ec2/routeTableAssociation.js";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import { Subnet } from "@pulumi/aws/ec2/subnet.js";
import { Vpc } from "@pulumi/aws/ec2/vpc.js";
import { VpcEndpoint } from "@pulumi/aws/ec2/vpcEndpoint.js";
import { childName, typeToken } from "../../../../shared/names.ts";
import type { OwnNetworkConfig } from "../config.ts";
import { bucketEndpointPolicy } from "../documents.ts";
import type { EksParts } from "../parts.ts";
import { endpointService, interfaceEndpoints } from "./endpoints.ts";
import { subnetLayout, type SubnetLayout, type Tier } from "./layout.ts";

export interface OwnVpcArgs {
  readonly parts: EksParts;
  readonly network: OwnNetworkConfig;
}

interface MadeSubnet extends SubnetLayout {
  readonly subnet: Subnet;
}

/** Tag by which load balancers find the private subnets they may use. */
const INTERNAL_LOAD_BALANCERS = { "kubernetes.io/role/internal-elb": "1" };

/** A VPC in which only what must has a way to the internet, and no way in. Pods reach AWS by endpoints in the VPC. */
export class OwnVpc extends ComponentResource {
  readonly vpcId: Output<string>;
  readonly #subnets: readonly MadeSubnet[];

  constructor(name: string, args: OwnVpcArgs, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "OwnVpc"), name, {}, opts);
    const { network, parts } = args;
    const tags = { ...parts.tags("internal"), Name: parts.names.cluster };
    const place: Place = { name, parts, tags, opts: { parent: this } };
    const vpc = new Vpc(
      childName(name, "vpc"),
      { cidrBlock: network.cidr, enableDnsHostnames: true, enableDnsSupport: true, tags },
      { parent: this, protect: parts.controls.protectStateful },
    );
    this.vpcId = vpc.id;
    // AWS's default lets everything in it talk to everything: emptied, whoever forgets to name a group gets nothing.
    new DefaultSecurityGroup(childName(name, "default"), { vpcId: vpc.id, ingress: [], egress: [], tags }, { parent: this });
    this.#subnets = subnetLayout(network.cidr, network.zones).map((layout) => createSubnet(place, vpc, layout));
    const tables = createRoutes(place, vpc, this.#subnets);
    createEndpoints(place, { vpc, network, tables, subnetIds: this.subnetIds("endpoint") });
    this.registerOutputs({ cidr: network.cidr });
  }

  /** Ids of the subnets of a tier, a zone each. */
  subnetIds(tier: Tier): readonly Output<string>[] {
    return ofTier(this.#subnets, tier).map(({ subnet }) => subnet.id);
  }
}

interface Place {
  readonly name: string;
  readonly parts: EksParts;
  readonly tags: Record<string, string>;
  readonly opts: CustomResourceOptions;
}

function createSubnet({ name, tags, opts }: Place, vpc: Vpc, layout: SubnetLayout): MadeSubnet {
  const { tier, zone, cidr } = layout;
  const role = `${tier}-${zone}`;
  const subnet = new Subnet(
    childName(name, role),
    {
      vpcId: vpc.id,
      cidrBlock: cidr,
      availabilityZone: zone,
      mapPublicIpOnLaunch: false,
      tags: { ...tags, Name: `${tags["Name"]}-${role}`, ...(tier === "node" ? INTERNAL_LOAD_BALANCERS : {}) },
    },
    opts,
  );
  return { ...layout, subnet };
}

/** The way out: public subnets to the internet, node subnets to a NAT gateway, the others to the VPC only. */
function createRoutes(place: Place, vpc: Vpc, subnets: readonly MadeSubnet[]): readonly RouteTable[] {
  const { name, parts, tags, opts } = place;
  const internet = new InternetGateway(childName(name, "internet"), { vpcId: vpc.id, tags }, opts);
  const out = { cidrBlock: "0.0.0.0/0", gatewayId: internet.id };
  const publicTable = new RouteTable(childName(name, "public"), { vpcId: vpc.id, routes: [out], tags }, opts);
  const publicSubnets = ofTier(subnets, "public");
  const withNat = parts.controls.redundantEgress ? publicSubnets : publicSubnets.slice(0, 1);
  const gateways = new Map(withNat.map((subnet) => [subnet.zone, createNat(place, subnet, internet)]));
  const nodeTables = ofTier(subnets, "node").map((subnet) => {
    const gateway = gateways.get(subnet.zone) ?? [...gateways.values()][0];
    const routes = gateway === undefined ? [] : [{ cidrBlock: "0.0.0.0/0", natGatewayId: gateway.id }];
    const table = new RouteTable(childName(name, `node-${subnet.zone}`), { vpcId: vpc.id, routes, tags }, opts);
    associate(place, subnet, table);
    return table;
  });
  const closedTable = new RouteTable(childName(name, "closed"), { vpcId: vpc.id, routes: [], tags }, opts);
  for (const subnet of publicSubnets) associate(place, subnet, publicTable);
  for (const tier of ["controlPlane", "endpoint", "data"] as const) {
    for (const subnet of ofTier(subnets, tier)) associate(place, subnet, closedTable);
  }
  return nodeTables;
}

function createNat({ name, tags, opts }: Place, { zone, subnet }: MadeSubnet, internet: InternetGateway): NatGateway {
  const address = new Eip(childName(name, `nat-${zone}`), { domain: "vpc", tags }, opts);
  const args = { allocationId: address.id, subnetId: subnet.id, connectivityType: "public", tags };
  return new NatGateway(childName(name, `nat-${zone}`), args, { ...opts, dependsOn: [internet] });
}

function associate({ name, opts }: Place, { tier, zone, subnet }: MadeSubnet, table: RouteTable): void {
  new RouteTableAssociation(childName(name, `${tier}-${zone}`), { subnetId: subnet.id, routeTableId: table.id }, opts);
}

interface EndpointPlace {
  readonly vpc: Vpc;
  readonly network: OwnNetworkConfig;
  readonly tables: readonly RouteTable[];
  readonly subnetIds: readonly Output<string>[];
}

/** AWS without the internet: S3 by route, everything else by interfaces in subnets of their own. */
function createEndpoints({ name, parts, tags, opts }: Place, { vpc, network, tables, subnetIds }: EndpointPlace): void {
  const { cloud, config } = parts;
  new VpcEndpoint(
    childName(name, "s3-gateway"),
    {
      vpcId: vpc.id,
      serviceName: endpointService("s3", cloud),
      vpcEndpointType: "Gateway",
      routeTableIds: tables.map((table) => table.id),
      policy: bucketEndpointPolicy(cloud, network.bucketAccounts),
      tags,
    },
    opts,
  );
  const group = new SecurityGroup(
    childName(name, "endpoints"),
    {
      vpcId: vpc.id,
      description: "Interfaces of AWS services: HTTPS from the VPC, nothing out",
      ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [network.cidr], description: "HTTPS from the VPC" }],
      egress: [],
      tags,
    },
    opts,
  );
  for (const { service, policy } of interfaceEndpoints(config, network, cloud)) {
    new VpcEndpoint(
      childName(name, service),
      {
        vpcId: vpc.id,
        serviceName: endpointService(service, cloud),
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
        // Of S3 only: names lead to the interface everywhere in the VPC, not just for those who come from outside it.
        ...(service === "s3" ? { dnsOptions: { privateDnsOnlyForInboundResolverEndpoint: false } } : {}),
        subnetIds: [...subnetIds],
        securityGroupIds: [group.id],
        ...(policy === undefined ? {} : { policy }),
        tags,
      },
      opts,
    );
  }
}

function ofTier(subnets: readonly MadeSubnet[], tier: Tier): readonly MadeSubnet[] {
  return subnets.filter((subnet) => subnet.tier === tier);
}

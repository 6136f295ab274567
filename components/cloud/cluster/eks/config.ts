import { z } from "zod";
import { clusterFields } from "../fields.config.ts";

const cidr = z.string().regex(/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/);
const principal = z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/);
const zone = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/);
const instanceType = z.string().regex(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/);

const subnet = z.strictObject({
  id: z
    .string()
    .regex(/^subnet-[0-9a-z-]+$/)
    .describe("Id of the subnet."),
  cidr: cidr.describe("Its addresses; the flow compilers need them before anything exists."),
});

const network = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("own").describe("A VPC of this stack."),
      cidr: cidr.describe("Addresses of the VPC, /16 to /20, private. Every subnet is computed from it."),
      zones: z.array(zone).min(2).max(4).describe("Availability zones. A zone added at the end moves no other subnet."),
      bucketAccounts: z
        .array(z.string().regex(/^\d{12}$/))
        .default([])
        .describe("Further accounts whose buckets the VPC may reach, for example that of the audit store; quoted."),
    }),
    z.strictObject({
      kind: z.literal("existing").describe("A VPC that somebody else made, with its endpoints, routes and flow logs."),
      vpcId: z
        .string()
        .regex(/^vpc-[0-9a-z-]+$/)
        .describe("Id of the VPC."),
      cidr: cidr.describe("Addresses of the VPC."),
      nodeSubnets: z.array(subnet).min(2).describe("Private subnets of nodes and pods, a zone each."),
      controlPlaneSubnets: z.array(subnet).min(2).describe("Subnets that hold nothing but the API server's interfaces."),
      dataSubnets: z.array(subnet).default([]).describe("Private subnets of managed databases, in two zones or more."),
    }),
  ])
  .describe("Where the cluster lives.");

const access = z
  .discriminatedUnion("mode", [
    z.strictObject({
      mode: z.literal("vpcRunner").describe("A runner host in the VPC deploys; the API server has no public address."),
      instanceType: instanceType.default("t3.medium").describe("Instance type of the runner host."),
      deployRole: principal.describe("Role that the host takes on to deploy."),
      connectedCidrs: z
        .array(cidr)
        .default([])
        .describe("Private networks connected to the VPC that may reach the API server too."),
    }),
    z.strictObject({
      mode: z.literal("ssmTunnel").describe("Through a Session Manager tunnel to a host in the VPC, which has no open port."),
      instanceType: instanceType.default("t3.micro").describe("Instance type of the tunnel's host."),
      localPort: z.int().min(1024).max(65535).default(8443).describe("Port of the tunnel on the deployer's machine."),
    }),
    z.strictObject({
      mode: z.literal("publicCidrs").describe("A public address that answers these networks only."),
      cidrs: z.array(cidr).min(1).max(40).describe("Public networks of the deployers, each /16 or narrower."),
    }),
  ])
  .describe("How the deployer reaches the API server.");

const nodeGroup = (instance: string, min: number, max: number) =>
  z
    .strictObject({
      instanceTypes: z.array(instanceType).min(1).default([instance]).describe("x86-64 instance types, most wanted first."),
      min: z.int().min(1).default(min).describe("Fewest nodes."),
      max: z.int().min(1).default(max).describe("Most nodes."),
    })
    .prefault({});

/** `palisade:cluster` of kind `eks`: Amazon EKS with managed node groups. */
export const eksConfig = z.strictObject({
  kind: z.literal("eks").describe("Amazon EKS, made by this stack."),
  ...clusterFields,
  support: z
    .enum(["standard", "extended"])
    .default("standard")
    .describe("At the end of standard support: upgraded by AWS, or kept and paid for."),
  network,
  serviceCidr: cidr.default("172.20.0.0/16").describe("Addresses of Services; outside the VPC and all networks connected to it."),
  access,
  identity: z
    .enum(["podIdentity", "irsa"])
    .default("podIdentity")
    .describe(
      "How ServiceAccounts of workloads get roles of AWS: by EKS Pod Identity, or by tokens of the cluster's own issuer (IRSA).",
    ),
  issuer: z
    .string()
    .regex(/^https:\/\/oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/id\/[0-9A-F]{32}$/)
    .optional()
    .describe(
      "With irsa: the issuer that AWS gave the cluster, once it is there. Trust is not known before a deployment without it.",
    ),
  admins: z.array(principal).min(1).describe("IAM roles or users with cluster-admin. Nobody else gets in, the creator included."),
  nodes: z
    .strictObject({
      os: z.enum(["bottlerocket", "al2023"]).default("bottlerocket").describe("Operating system of the nodes."),
      volumeGiB: z.int().min(20).max(16384).default(80).describe("Size of each node's volume for images and pods, in GiB."),
      system: nodeGroup("m7i.large", 2, 4).describe("Nodes of the cluster's own add-ons."),
      workload: nodeGroup("m7i.xlarge", 2, 12).describe("Nodes of everything else."),
    })
    .prefault({}),
});
export type EksConfig = z.infer<typeof eksConfig>;
export type EksNetworkConfig = EksConfig["network"];
export type OwnNetworkConfig = Extract<EksNetworkConfig, { kind: "own" }>;

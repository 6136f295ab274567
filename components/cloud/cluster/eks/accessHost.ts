import type { Input } from "@pulumi/pulumi";
import type { InstanceArgs } from "@pulumi/aws/ec2/instance.js";
import type { EksConfig } from "./config.ts";
import type { EksParts } from "./parts.ts";

/** Ways to the API server that need a host in the VPC. */
export type HostedAccess = Exclude<EksConfig["access"], { mode: "publicCidrs" }>;

/** AWS's policy of a host that Session Manager reaches. */
export const SESSION_POLICY = "AmazonSSMManagedInstanceCore";

/** Amazon Linux 2023, by the parameter that AWS keeps pointing at its newest release. */
const IMAGE = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

/** What of the host is known only when it is made. */
export interface HostSurface {
  readonly subnetId: Input<string>;
  readonly securityGroupId: Input<string>;
  readonly instanceProfile: Input<string>;
}

/** A host without an open port, a key or a public address: it calls Session Manager, and people come in by that. Pure but for ids. */
export function accessHostArgs(access: HostedAccess, { names, tags }: EksParts, surface: HostSurface): InstanceArgs {
  return {
    ami: IMAGE,
    instanceType: access.instanceType,
    subnetId: surface.subnetId,
    vpcSecurityGroupIds: [surface.securityGroupId],
    iamInstanceProfile: surface.instanceProfile,
    associatePublicIpAddress: false,
    ebsOptimized: true,
    monitoring: true,
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    rootBlockDevice: { volumeType: "gp3", encrypted: true, kmsKeyId: names.keyAliasArn("volumes"), deleteOnTermination: true },
    tags: { ...tags("internal"), Name: `${names.cluster}-access-host` },
  };
}

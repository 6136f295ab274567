import type { AwsConfig } from "../../config.ts";
import { arn, partitionOf, roleArn } from "../../iam/aws/arns.ts";
import type { EksConfig } from "./config.ts";

/** What a key of the cluster encrypts. */
export type KeyUse = "secrets" | "volumes" | "logs";

export type EksRole = "cluster" | "node" | "vpc-cni" | "flow-logs" | "access-host";

/** Names that AWS does not make up, so that documents and policies are known before anything exists. */
export interface EksNames {
  readonly cluster: string;
  readonly clusterArn: string;
  readonly clusterLogs: string;
  readonly flowLogs: string;
  readonly role: (role: EksRole) => string;
  readonly roleArn: (role: EksRole) => string;
  readonly keyAlias: (use: KeyUse) => string;
  /** ARN of the alias: as good as the key's own wherever EC2 is told of a key. */
  readonly keyAliasArn: (use: KeyUse) => string;
}

/** Pure. */
export function eksNames({ name }: Pick<EksConfig, "name">, cloud: AwsConfig): EksNames {
  const role = (kind: EksRole): string => `${name}-${kind}`;
  const keyAlias = (use: KeyUse): string => `alias/${name}-${use}`;
  return {
    cluster: name,
    clusterArn: arn(cloud, "eks", `cluster/${name}`),
    clusterLogs: `/aws/eks/${name}/cluster`,
    flowLogs: `/aws/vpc-flow-logs/${name}`,
    role,
    roleArn: (kind) => roleArn(cloud, role(kind)),
    keyAlias,
    keyAliasArn: (use) => arn(cloud, "kms", keyAlias(use)),
  };
}

/** ARN of one of AWS's own policies. Pure. */
export function managedPolicyArn({ region }: AwsConfig, policy: string): string {
  return `arn:${partitionOf(region)}:iam::aws:policy/${policy}`;
}

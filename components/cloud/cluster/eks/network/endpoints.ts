import type { AwsConfig } from "../../../config.ts";
import type { EksConfig, OwnNetworkConfig } from "../config.ts";
import { bucketEndpointPolicy, endpointPolicy } from "../documents.ts";

/** An AWS service that is reached inside the VPC. */
export interface InterfaceEndpoint {
  /** Last part of the endpoint service's name. */
  readonly service: string;
  readonly policy?: string | undefined;
}

/** What nodes and agents of a private cluster call: image registry, tokens, keys, logs, instances, the cluster itself, Pod Identity. */
const SERVICES = [
  { service: "ecr.api", actions: "ecr:*" },
  { service: "ecr.dkr", actions: "ecr:*" },
  { service: "sts", actions: "sts:*" },
  { service: "kms", actions: "kms:*" },
  { service: "logs", actions: "logs:*" },
  { service: "ec2", actions: "ec2:*" },
  { service: "eks", actions: "eks:*" },
  { service: "eks-auth", actions: "eks-auth:*" },
] as const;

/** What Session Manager adds: without it nobody reaches a host that has no open port. */
const SESSION_MANAGER = ["ssm", "ssmmessages"] as const;

/**
 * Interface endpoints of a cluster's own VPC. S3 has one beside its gateway endpoint: NetworkPolicies can name the addresses of
 * an interface, and those of S3 itself are everybody's. Pure.
 */
export function interfaceEndpoints(
  { access }: Pick<EksConfig, "access">,
  { bucketAccounts }: Pick<OwnNetworkConfig, "bucketAccounts">,
  cloud: AwsConfig,
): readonly InterfaceEndpoint[] {
  const own = [
    ...SERVICES.map(({ service, actions }) => ({ service, policy: endpointPolicy(actions, cloud) })),
    { service: "s3", policy: bucketEndpointPolicy(cloud, bucketAccounts) },
  ];
  return access.mode === "publicCidrs" ? own : [...own, ...SESSION_MANAGER.map((service) => ({ service }))];
}

/** Name of an endpoint service in a region. Pure. */
export function endpointService(service: string, { region }: AwsConfig): string {
  return `com.amazonaws.${region}.${service}`;
}

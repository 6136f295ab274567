import type { BindingModel } from "../contract.ts";

/** A policy as IAM reads it. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Effect: "Allow";
  readonly Principal?: Readonly<Record<string, string>>;
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** What the role may do. Pure, and known before anything exists. */
export function permissionsDocument({ statements }: BindingModel): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: statements.map(({ actions, resources, conditions }) => ({
      Effect: "Allow",
      Action: actions,
      Resource: resources,
      ...(Object.keys(conditions).length === 0
        ? {}
        : { Condition: mapValues(conditions, (block) => mapValues(block, oneOrMany)) }),
    })),
  };
}

/** IAM takes one value bare; some readers of policies take it no other way. */
function oneOrMany(values: readonly string[]): string | readonly string[] {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}

function mapValues<V, W>(record: Readonly<Record<string, V>>, change: (value: V) => W): Readonly<Record<string, W>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/**
 * Who may take on the role with EKS Pod Identity: one ServiceAccount of one cluster of one account, by the session tags that EKS
 * sets. https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export function podIdentityTrust({ trust }: BindingModel): PolicyDocument {
  const { "aws:SourceArn": cluster = "", ...equal } = trust.conditions;
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: { StringEquals: equal, ArnEquals: { "aws:SourceArn": cluster } },
      },
    ],
  };
}

/**
 * The same by the cluster's issuer, which has no name before the cluster exists: the only document that is not known earlier.
 * https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 */
export function irsaTrust({ trust }: BindingModel, providerArn: string): PolicyDocument {
  const issuer = providerArn.slice(providerArn.indexOf("oidc-provider/") + "oidc-provider/".length);
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: providerArn },
        Action: ["sts:AssumeRoleWithWebIdentity"],
        Condition: {
          StringEquals: Object.fromEntries(
            Object.entries(trust.conditions).map(([claim, value]) => [`${issuer}:${claim}`, value]),
          ),
        },
      },
    ],
  };
}

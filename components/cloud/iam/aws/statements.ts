import type { AwsConfig } from "../../config.ts";
import type { BindingStatement, Grant, IamContext } from "../contract.ts";
import { arn, bucketArn } from "./arns.ts";

type AwsContext = IamContext & { readonly cloud: AwsConfig };

/** Everything of a kind whose names AWS makes up. Stands in a resource only beside a condition that narrows it. */
const EVERY_NAME = "*";

/**
 * Where an action knows no resource, AWS accepts nothing else. Each is named here, so that a test can tell it from carelessness.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const ACTIONS_WITHOUT_RESOURCE: readonly string[] = [
  "ec2:DescribeAvailabilityZones",
  "ec2:DescribeInstances",
  "ec2:DescribeTags",
  "ec2:DescribeVolumes",
  "ec2:DescribeVolumesModifications",
  "kms:CreateKey",
  "kms:ListAliases",
  "kms:ListKeys",
];

type Renderer<K extends Grant["kind"]> = (grant: Extract<Grant, { kind: K }>, context: AwsContext) => readonly BindingStatement[];

const RENDERERS: { readonly [K in Grant["kind"]]: Renderer<K> } = {
  appendAudit: ({ prefix }, { cloud, audit }) =>
    audit === undefined
      ? []
      : [
          allow(["s3:PutObject"], [`${bucketArn(cloud, audit.bucket)}/${prefix}/*`]),
          encryptWith(audit.key, `s3.${audit.region}.amazonaws.com`),
        ],
  readObjects: ({ bucket, prefixes }, { cloud }) => [
    allow(
      ["s3:GetObject"],
      prefixes.map((prefix) => `${bucketArn(cloud, bucket)}/${prefix}/*`),
    ),
    allow(["s3:ListBucket"], [bucketArn(cloud, bucket)], {
      StringLike: { "s3:prefix": prefixes.map((prefix) => `${prefix}/*`) },
    }),
  ],
  spireKeys: spireKeys,
  readSecrets: ({ names }, { cloud }) => [
    // Secrets Manager adds six characters of its own to every name.
    allow(
      ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
      names.map((name) => arn(cloud, "secretsmanager", `secret:${name}-??????`)),
    ),
  ],
  blockVolumes: blockVolumes,
};

/** What AWS lets a role do for its grants. Pure. */
export function awsStatements(grants: readonly Grant[], context: AwsContext): readonly BindingStatement[] {
  return grants.flatMap((grant) => (RENDERERS[grant.kind] as Renderer<Grant["kind"]>)(grant, context));
}

/**
 * SPIRE gives each key it makes a policy that names this role and no other, so that using a key needs no statement here;
 * what it needs is to make keys for signing, and the aliases by which its servers find them.
 * https://github.com/spiffe/spire/blob/v1.15.3/doc/plugin_server_keymanager_aws_kms.md
 */
function spireKeys(
  { trustDomain, servers }: Extract<Grant, { kind: "spireKeys" }>,
  { cloud }: AwsContext,
): readonly BindingStatement[] {
  const folder = `alias/SPIRE_SERVER/${trustDomain.replaceAll(".", "_")}`;
  return [
    allow(["kms:CreateKey"], [EVERY_NAME], { StringEquals: { "kms:KeyUsage": ["SIGN_VERIFY"], "kms:KeyOrigin": ["AWS_KMS"] } }),
    allow(["kms:ListAliases", "kms:ListKeys"], [EVERY_NAME], inRegion(cloud)),
    allow(
      ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"],
      servers.map((server) => arn(cloud, "kms", `${folder}/${server}/*`)),
    ),
  ];
}

/** The only way to narrow an action that knows no resource: to the region the stack is in. */
function inRegion({ region }: AwsConfig): BindingStatement["conditions"] {
  return { StringEquals: { "aws:RequestedRegion": [region] } };
}

/** Tag that the EBS CSI driver puts on every volume it makes. */
const DRIVER_TAG = "ebs.csi.aws.com/cluster";

/**
 * Volumes that the driver made, and instances of this cluster. Snapshots are left out: nothing here takes any.
 * https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/example-iam-policy.json
 */
function blockVolumes(
  { key }: Extract<Grant, { kind: "blockVolumes" }>,
  { cloud, cluster }: AwsContext,
): readonly BindingStatement[] {
  const volumes = arn(cloud, "ec2", "volume/*");
  const instances = arn(cloud, "ec2", "instance/*");
  const made = { StringEquals: { [`aws:ResourceTag/${DRIVER_TAG}`]: ["true"] } };
  const ours = { StringEquals: { [`aws:ResourceTag/kubernetes.io/cluster/${cluster}`]: ["owned"] } };
  return [
    allow(
      ACTIONS_WITHOUT_RESOURCE.filter((action) => action.startsWith("ec2:")),
      [EVERY_NAME],
      inRegion(cloud),
    ),
    allow(["ec2:CreateVolume"], [volumes], { StringEquals: { [`aws:RequestTag/${DRIVER_TAG}`]: ["true"] } }),
    allow(["ec2:CreateTags"], [volumes], { StringEquals: { "ec2:CreateAction": ["CreateVolume"] } }),
    allow(["ec2:AttachVolume", "ec2:DeleteVolume", "ec2:DetachVolume", "ec2:ModifyVolume"], [volumes], made),
    allow(["ec2:AttachVolume", "ec2:DetachVolume"], [instances], ours),
    ...(key === undefined ? [] : volumeKey(key, cloud)),
  ];
}

/** EC2 uses the key in the name of the driver, for as long as the volume is attached. */
function volumeKey(key: string, cloud: AwsConfig): readonly BindingStatement[] {
  const { resources, conditions } = keyByAlias(key);
  const viaEc2 = { StringEquals: { "kms:ViaService": [`ec2.${cloud.region}.amazonaws.com`] } };
  return [
    allow(["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"], resources, { ...conditions, ...viaEc2 }),
    allow(["kms:CreateGrant"], resources, { ...conditions, ...viaEc2, Bool: { "kms:GrantIsForAWSResource": ["true"] } }),
  ];
}

/** The right to encrypt through one service, not to decrypt. */
function encryptWith(key: string, service: string): BindingStatement {
  const { resources, conditions } = keyByAlias(key);
  return allow(["kms:GenerateDataKey"], resources, { ...conditions, StringEquals: { "kms:ViaService": [service] } });
}

/** AWS makes up a key's own name; its alias is ours, and IAM knows it by a condition only. */
function keyByAlias(key: string): Pick<BindingStatement, "resources" | "conditions"> {
  const at = key.indexOf(":alias/");
  if (at === -1) return { resources: [key], conditions: {} };
  return {
    resources: [`${key.slice(0, at)}:key/*`],
    conditions: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": [key.slice(at + 1)] } },
  };
}

function allow(
  actions: readonly string[],
  resources: readonly string[],
  conditions: BindingStatement["conditions"] = {},
): BindingStatement {
  return { actions, resources, conditions };
}

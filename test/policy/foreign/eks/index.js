// An EKS cluster with the mistakes that reviews find most often.
import * as aws from "@pulumi/aws";

const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
const subnets = ["a", "b"].map(
  (zone, index) =>
    new aws.ec2.Subnet(`public-${zone}`, {
      vpcId: vpc.id,
      cidrBlock: `10.0.${index}.0/24`,
      availabilityZone: `eu-central-1${zone}`,
      mapPublicIpOnLaunch: true,
    }),
);

const assumeBy = (service) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
});
const clusterRole = new aws.iam.Role("cluster", { assumeRolePolicy: assumeBy("eks.amazonaws.com") });
const nodeRole = new aws.iam.Role("nodes", { assumeRolePolicy: assumeBy("ec2.amazonaws.com") });
new aws.iam.RolePolicyAttachment("nodes-admin", {
  role: nodeRole.name,
  policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
});

// Every pod of every cluster of this provider may take it.
new aws.iam.Role("app", {
  assumeRolePolicy: {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE" },
        Action: "sts:AssumeRoleWithWebIdentity",
      },
    ],
  },
  inlinePolicies: [
    {
      name: "all",
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: ["logs:PutLogEvents", "*"], Resource: "*" }],
      }),
    },
  ],
});
new aws.iam.Policy("nearly-all", {
  policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", NotAction: "iam:*", NotResource: "arn:aws:s3:::other" }] },
});
const user = new aws.iam.User("ci", {});
new aws.iam.AccessKey("ci", { user: user.name });

const group = new aws.ec2.SecurityGroup("nodes", {
  vpcId: vpc.id,
  // The whole internet in two halves.
  ingress: ["0.0.0.0/1", "128.0.0.0/1"].map((cidr) => ({ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: [cidr] })),
  egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
});

const cluster = new aws.eks.Cluster("main", {
  roleArn: clusterRole.arn,
  version: "1.27",
  vpcConfig: { subnetIds: subnets.map(({ id }) => id), endpointPublicAccess: true, publicAccessCidrs: ["0.0.0.0/0"] },
  enabledClusterLogTypes: ["api"],
});
const template = new aws.ec2.LaunchTemplate("nodes", {
  metadataOptions: { httpEndpoint: "enabled", httpTokens: "optional", httpPutResponseHopLimit: 2 },
  blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "false" } }],
  networkInterfaces: [{ associatePublicIpAddress: "true", securityGroups: [group.id] }],
});
new aws.eks.NodeGroup("main", {
  clusterName: cluster.name,
  nodeRoleArn: nodeRole.arn,
  subnetIds: subnets.map(({ id }) => id),
  scalingConfig: { desiredSize: 1, maxSize: 1, minSize: 1 },
  amiType: "AL2_x86_64",
  remoteAccess: { ec2SshKey: "everybody" },
  launchTemplate: { id: template.id, version: "1" },
});

const bucket = new aws.s3.Bucket("audit", { bucket: "example-eks-audit", forceDestroy: true });
new aws.s3.BucketPublicAccessBlock("audit", { bucket: bucket.bucket, blockPublicAcls: true, blockPublicPolicy: false });
new aws.s3.BucketPolicy("audit", {
  bucket: bucket.bucket,
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::example-eks-audit/*" }],
  }),
});
new aws.kms.Key("main", { deletionWindowInDays: 7, enableKeyRotation: false });
new aws.ecr.Repository("app", { imageTagMutability: "MUTABLE", imageScanningConfiguration: { scanOnPush: false } });
new aws.rds.Instance("main", {
  engine: "postgres",
  instanceClass: "db.t4g.micro",
  allocatedStorage: 20,
  publiclyAccessible: true,
  storageEncrypted: false,
  backupRetentionPeriod: 0,
  skipFinalSnapshot: true,
});

/** Type tokens of cloud resources that rules judge, as `cloudType` gives them. */
export const TYPES = {
  eksCluster: "aws:eks/cluster:Cluster",
  eksNodeGroup: "aws:eks/nodeGroup:NodeGroup",
  eksAddon: "aws:eks/addon:Addon",
  gkeCluster: "gcp:container/cluster:Cluster",
  gkeNodePool: "gcp:container/nodePool:NodePool",
  aksCluster: "azure-native:containerservice:ManagedCluster",
  aksPool: "azure-native:containerservice:AgentPool",
  azureDiagnostics: "azure-native:monitor:DiagnosticSetting",

  ec2Instance: "aws:ec2/instance:Instance",
  launchTemplate: "aws:ec2/launchTemplate:LaunchTemplate",
  vpc: "aws:ec2/vpc:Vpc",
  subnet: "aws:ec2/subnet:Subnet",
  flowLog: "aws:ec2/flowLog:FlowLog",
  securityGroup: "aws:ec2/securityGroup:SecurityGroup",
  defaultSecurityGroup: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  securityGroupRule: "aws:ec2/securityGroupRule:SecurityGroupRule",
  securityGroupIngress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  gcpFirewall: "gcp:compute/firewall:Firewall",
  gcpSubnet: "gcp:compute/subnetwork:Subnetwork",
  azureSecurityGroup: "azure-native:network:NetworkSecurityGroup",
  azureSecurityRule: "azure-native:network:SecurityRule",

  iamRole: "aws:iam/role:Role",
  iamPolicy: "aws:iam/policy:Policy",
  iamRolePolicy: "aws:iam/rolePolicy:RolePolicy",
  iamUserPolicy: "aws:iam/userPolicy:UserPolicy",
  iamGroupPolicy: "aws:iam/groupPolicy:GroupPolicy",
  iamRoleAttachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  iamSharedAttachment: "aws:iam/policyAttachment:PolicyAttachment",
  iamExclusiveAttachments: "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
  iamUserAttachment: "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  iamAccessKey: "aws:iam/accessKey:AccessKey",
  gcpServiceAccountKey: "gcp:serviceaccount/key:Key",
  gcpIdentityProvider: "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider",
  gcpProjectMember: "gcp:projects/iAMMember:IAMMember",
  gcpProjectBinding: "gcp:projects/iAMBinding:IAMBinding",
  gcpBucketMember: "gcp:storage/bucketIAMMember:BucketIAMMember",
  gcpBucketBinding: "gcp:storage/bucketIAMBinding:BucketIAMBinding",
  gcpAuditConfig: "gcp:projects/iAMAuditConfig:IAMAuditConfig",
  gcpCustomRole: "gcp:projects/iAMCustomRole:IAMCustomRole",
  azureFederation: "azure-native:managedidentity:FederatedIdentityCredential",
  azureRoleAssignment: "azure-native:authorization:RoleAssignment",
  azureRoleDefinition: "azure-native:authorization:RoleDefinition",

  kmsKey: "aws:kms/key:Key",
  kmsKeyPolicy: "aws:kms/keyPolicy:KeyPolicy",
  gcpKey: "gcp:kms/cryptoKey:CryptoKey",
  azureVault: "azure-native:keyvault:Vault",

  bucket: "aws:s3/bucket:Bucket",
  bucketPolicy: "aws:s3/bucketPolicy:BucketPolicy",
  bucketAccessBlock: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  bucketVersioning: "aws:s3/bucketVersioning:BucketVersioning",
  bucketEncryption: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  bucketLock: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  bucketReplication: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
  bucketLogging: "aws:s3/bucketLogging:BucketLogging",
  gcpBucket: "gcp:storage/bucket:Bucket",
  azureStorage: "azure-native:storage:StorageAccount",
  azureBlobService: "azure-native:storage:BlobServiceProperties",
  azureContainer: "azure-native:storage:BlobContainer",

  ecrRepository: "aws:ecr/repository:Repository",
  ecrRepositoryPolicy: "aws:ecr/repositoryPolicy:RepositoryPolicy",
  gcpRegistry: "gcp:artifactregistry/repository:Repository",
  azureRegistry: "azure-native:containerregistry:Registry",

  rdsInstance: "aws:rds/instance:Instance",
  rdsClusterInstance: "aws:rds/clusterInstance:ClusterInstance",
  rdsCluster: "aws:rds/cluster:Cluster",
  rdsParameters: "aws:rds/parameterGroup:ParameterGroup",
  cloudSql: "gcp:sql/databaseInstance:DatabaseInstance",
  azurePostgres: "azure-native:dbforpostgresql:Server",
  azurePostgresSetting: "azure-native:dbforpostgresql:Configuration",
} as const;

/** Fifty rules ask for the type of every resource. */
const plainTypes = new Map<string, string>();

/** A type token without the API version of azure-native (`/v20250901`) and the `V2` of older releases of aws. */
export function cloudType(type: string): string {
  let plain = plainTypes.get(type);
  if (plain === undefined) {
    plain = type.replace(/^(azure-native:\w+)\/v\d{8}\w*:/, "$1:").replace(/^(aws:s3\/bucket\w*)V2:(Bucket\w*)V2$/, "$1:$2");
    plainTypes.set(type, plain);
  }
  return plain;
}

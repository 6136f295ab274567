import { isList, isRecord } from "../../../policy/lib/plain.ts";
import type { Plain } from "../../../policy/lib/verdict.ts";
import { breaking, REMOVED, removing, type About, type Bad, type Mutation } from "./mutation.ts";

const about = (type: string): About => ({ kinds: [type], groups: ["cloud", "audit", "governance"] });

/** Mutations of one type of resource: a row for each field. */
function of(type: string, ...rows: readonly (readonly [path: string, ...bad: Bad[]])[]): readonly Mutation[] {
  return rows.flatMap(([path, ...bad]) => breaking(about(type), path, ...bad));
}

type Statement = Readonly<Record<string, Plain>>;

/** Changes the statements of a policy document, which is JSON text. */
function rewriting(
  name: string,
  rewrite: (statements: readonly Statement[]) => readonly Statement[],
): (document: Plain) => Plain {
  const change = (document: Plain): Plain => {
    if (typeof document !== "string") return document;
    const parsed = JSON.parse(document) as { readonly Statement: Statement | readonly Statement[] };
    const statements = isList(parsed.Statement) ? (parsed.Statement as readonly Statement[]) : [parsed.Statement as Statement];
    return JSON.stringify({ ...parsed, Statement: rewrite(statements) });
  };
  return Object.defineProperty(change, "name", { value: name });
}

const allowing = (name: string, statement: Statement): Bad =>
  rewriting(name, (all) => [...all, { Effect: "Allow", ...statement }]);
const everyAction = allowing("every action", { Action: ["s3:GetObject", "*"], Resource: "arn:aws:s3:::example/*" });
const everyResource = allowing("every resource", { Action: "s3:PutObject", Resource: "*" });
const allBut = allowing("all but", { NotAction: "iam:*", Resource: "*" });
const passingRoles = allowing("every service", { Action: "s3:*", Resource: "*" });
const anyPrincipal = allowing("any principal", {
  Principal: "*",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::example-audit/*",
});
const anyAccount = allowing("any account", { Principal: { AWS: ["*"] }, Action: "kms:Decrypt", Resource: "*" });
const withoutDenials = rewriting("without denials", (all) => all.filter(({ Effect }) => Effect !== "Deny"));
const withoutConditions = rewriting("without conditions", (all) =>
  all.map((statement) =>
    Object.fromEntries(Object.entries(statement).filter(([key]) => key !== "Condition" || statement["Effect"] === "Deny")),
  ),
);

const internet = ["0.0.0.0/0"];
function andHalfTheInternet(cidrs: Plain): Plain {
  return isList(cidrs) ? ["0.0.0.0/1", "128.0.0.0/1"] : cidrs;
}
function openToTheInternet(vpcConfig: Plain): Plain {
  return isRecord(vpcConfig) ? { ...vpcConfig, endpointPublicAccess: true, publicAccessCidrs: internet } : vpcConfig;
}
function openToTwoHalves(vpcConfig: Plain): Plain {
  const publicAccessCidrs = ["0.0.0.0/1", "128.0.0.0/1"];
  return isRecord(vpcConfig) ? { ...vpcConfig, endpointPublicAccess: true, publicAccessCidrs } : vpcConfig;
}
function withoutNetworkPolicy(values: Plain): Plain {
  return typeof values === "string" ? values.replace(/("enableNetworkPolicy": ?)"true"/, '$1"false"') : values;
}
function andEverybody(members: Plain): Plain {
  return isList(members) ? [...members, "allUsers"] : members;
}
function withoutAudit(logs: Plain): Plain {
  return isList(logs) ? logs.filter((entry) => entry !== "audit" && entry !== "APISERVER") : logs;
}
function auditOff(log: Plain): Plain {
  return isRecord(log) ? { ...log, enabled: false } : log;
}
function anyService(rule: Plain): Plain {
  return isRecord(rule) ? { ...rule, protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: internet } : rule;
}

const NODES: readonly (readonly [path: string, ...bad: Bad[]])[] = [
  ["nodeConfig.imageType", "UBUNTU_CONTAINERD"],
  ["nodeConfig.serviceAccount", REMOVED],
  ["nodeConfig.shieldedInstanceConfig.enableSecureBoot", false, REMOVED],
  ["nodeConfig.shieldedInstanceConfig.enableIntegrityMonitoring", false],
  ["nodeConfig.workloadMetadataConfig.mode", "GCE_METADATA"],
  ["nodeConfig.workloadMetadataConfig", REMOVED],
];

/** Clusters, nodes, keys, stores, registries, databases, identities and networks of three clouds. */
export const CLOUD_MUTATIONS: readonly Mutation[] = [
  ...of(
    "aws:eks/cluster:Cluster",
    ["vpcConfig", openToTheInternet, openToTwoHalves],
    ["encryptionConfig", REMOVED],
    ["enabledClusterLogTypes", REMOVED, [], withoutAudit],
    ["accessConfig.authenticationMode", "CONFIG_MAP", "API_AND_CONFIG_MAP"],
    ["accessConfig", REMOVED],
    ["version", "1.27"],
    ["deletionProtection", false, REMOVED],
  ),
  ...of("aws:eks/addon:Addon", ["configurationValues", withoutNetworkPolicy]),
  ...of("aws:eks/nodeGroup:NodeGroup", ["amiType", "AL2_x86_64"], ["remoteAccess", { ec2SshKey: "key" }]),
  ...of(
    "aws:ec2/launchTemplate:LaunchTemplate",
    ["metadataOptions.httpTokens", "optional", REMOVED],
    ["metadataOptions.httpPutResponseHopLimit", 2],
    ["metadataOptions", REMOVED],
    ["blockDeviceMappings[*].ebs.encrypted", "false"],
    ["networkInterfaces[*].associatePublicIpAddress", "true"],
  ),
  ...of(
    "aws:ec2/instance:Instance",
    ["metadataOptions.httpTokens", "optional"],
    ["rootBlockDevice.encrypted", false],
    ["associatePublicIpAddress", true],
  ),
  ...of("aws:ec2/subnet:Subnet", ["mapPublicIpOnLaunch", true]),
  ...of(
    "gcp:container/cluster:Cluster",
    ["privateClusterConfig.enablePrivateNodes", false],
    ["masterAuthorizedNetworksConfig", REMOVED],
    ["masterAuthorizedNetworksConfig.cidrBlocks", [{ cidrBlock: "0.0.0.0/0" }]],
    ["databaseEncryption", REMOVED],
    ["databaseEncryption.state", "DECRYPTED"],
    ["loggingConfig.enableComponents", withoutAudit, []],
    ["masterAuth.clientCertificateConfig.issueClientCertificate", true],
    ["enableLegacyAbac", true],
    ["datapathProvider", REMOVED, "LEGACY_DATAPATH"],
    ["workloadIdentityConfig", REMOVED],
    ["binaryAuthorization", REMOVED],
    ["binaryAuthorization.evaluationMode", "DISABLED"],
    ["deletionProtection", false],
    ["releaseChannel.channel", "UNSPECIFIED"],
  ),
  ...of(
    "gcp:container/nodePool:NodePool",
    ...NODES,
    ["management.autoUpgrade", false],
    ["networkConfig.enablePrivateNodes", false],
  ),
  ...of(
    "azure-native:containerservice:ManagedCluster",
    ["apiServerAccessProfile.authorizedIPRanges", REMOVED, internet],
    ["apiServerAccessProfile.disableRunCommand", false],
    ["disableLocalAccounts", false, REMOVED],
    ["enableRBAC", false],
    ["aadProfile", REMOVED],
    ["oidcIssuerProfile.enabled", false],
    ["securityProfile.workloadIdentity.enabled", false],
    ["securityProfile.azureKeyVaultKms", REMOVED],
    ["networkProfile.networkPolicy", REMOVED, "none"],
    ["kubernetesVersion", "1.27.1"],
    ["agentPoolProfiles[*].enableNodePublicIP", true],
    ["agentPoolProfiles[*].enableEncryptionAtHost", false],
    ["agentPoolProfiles[*].securityProfile.enableSecureBoot", false],
    ["agentPoolProfiles[*].securityProfile.sshAccess", "LocalUser"],
  ),
  ...of(
    "azure-native:containerservice:AgentPool",
    ["enableNodePublicIP", true],
    ["enableEncryptionAtHost", false],
    ["securityProfile", REMOVED],
  ),
  ...of("azure-native:monitor:DiagnosticSetting", ["logs", []], ["logs[*]", auditOff]),
  ...of(
    "aws:kms/key:Key",
    ["enableKeyRotation", false, REMOVED],
    ["deletionWindowInDays", 7],
    ["policy", withoutDenials, anyAccount],
  ),
  ...of("gcp:kms/cryptoKey:CryptoKey", ["rotationPeriod", REMOVED], ["destroyScheduledDuration", "86400s"]),
  ...of(
    "azure-native:keyvault:Vault",
    ["properties.enablePurgeProtection", false, REMOVED],
    ["properties.enableRbacAuthorization", false],
    ["properties.softDeleteRetentionInDays", 7],
    ["properties.networkAcls.defaultAction", "Allow"],
  ),
  ...of("aws:s3/bucket:Bucket", ["forceDestroy", true]),
  ...of("aws:s3/bucketPolicy:BucketPolicy", ["policy", withoutDenials, anyPrincipal]),
  ...of(
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    ["rule.defaultRetention.mode", "GOVERNANCE"],
    ["rule.defaultRetention.days", 1],
    ["rule", REMOVED],
  ),
  ...of(
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    ...["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].map(
      (field) => [field, false, REMOVED] as const,
    ),
  ),
  ...of("aws:s3/bucketVersioning:BucketVersioning", ["versioningConfiguration.status", "Suspended"]),
  ...["PublicAccessBlock", "Versioning", "Policy", "ObjectLockConfiguration"].map((part) =>
    removing(about(`aws:s3/bucket${part}:Bucket${part}`)),
  ),
  ...of(
    "gcp:storage/bucket:Bucket",
    ["forceDestroy", true],
    ["uniformBucketLevelAccess", false, REMOVED],
    ["publicAccessPrevention", REMOVED, "inherited"],
    ["retentionPolicy", REMOVED],
    ["retentionPolicy.isLocked", false],
    ["retentionPolicy.retentionPeriod", "86400"],
  ),
  ...of(
    "azure-native:storage:StorageAccount",
    ["allowBlobPublicAccess", true, REMOVED],
    ["allowSharedKeyAccess", true, REMOVED],
    ["minimumTlsVersion", "TLS1_0"],
    ["enableHttpsTrafficOnly", false],
    ["networkRuleSet.defaultAction", "Allow"],
    ["immutableStorageWithVersioning.immutabilityPolicy.state", "Unlocked"],
    ["immutableStorageWithVersioning.immutabilityPolicy.immutabilityPeriodSinceCreationInDays", 1],
  ),
  ...of("azure-native:storage:BlobContainer", ["publicAccess", "Blob", "Container"]),
  ...of(
    "aws:ecr/repository:Repository",
    ["imageTagMutability", "MUTABLE", REMOVED],
    ["imageScanningConfiguration.scanOnPush", false],
  ),
  ...of(
    "gcp:artifactregistry/repository:Repository",
    ["dockerConfig.immutableTags", false],
    ["vulnerabilityScanningConfig.enablementConfig", "DISABLED"],
  ),
  ...of("azure-native:containerregistry:Registry", ["adminUserEnabled", true], ["anonymousPullEnabled", true]),
  ...of(
    "aws:rds/instance:Instance",
    ["publiclyAccessible", true],
    ["storageEncrypted", false],
    ["backupRetentionPeriod", 0, REMOVED],
  ),
  ...of("aws:rds/cluster:Cluster", ["storageEncrypted", false], ["backupRetentionPeriod", 1]),
  ...of("aws:rds/parameterGroup:ParameterGroup", ["parameters", [{ name: "rds.force_ssl", value: "0" }]]),
  ...of(
    "gcp:sql/databaseInstance:DatabaseInstance",
    ["settings.ipConfiguration.ipv4Enabled", true],
    ["settings.ipConfiguration.sslMode", "ALLOW_UNENCRYPTED_AND_ENCRYPTED"],
    ["settings.backupConfiguration.enabled", false],
  ),
  ...of("azure-native:dbforpostgresql:Server", ["network.publicNetworkAccess", "Enabled"], ["backup.backupRetentionDays", 1]),
  ...of("azure-native:dbforpostgresql:Configuration", ["value", "off"]),
  ...of("aws:iam/policy:Policy", ["policy", everyAction, everyResource, allBut, passingRoles]),
  ...of("aws:iam/role:Role", ["assumeRolePolicy", withoutConditions], ["inlinePolicies[*].policy", everyAction, everyResource]),
  ...of("aws:iam/rolePolicyAttachment:RolePolicyAttachment", ["policyArn", "arn:aws:iam::aws:policy/AdministratorAccess"]),
  ...of("gcp:projects/iAMMember:IAMMember", ["role", "roles/owner", "roles/editor"], ["member", "allAuthenticatedUsers"]),
  ...of("gcp:storage/bucketIAMBinding:BucketIAMBinding", ["members", andEverybody]),
  ...of("gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider", ["attributeCondition", REMOVED]),
  ...of("azure-native:authorization:RoleDefinition", ["permissions[*].actions", ["*"]]),
  ...of("azure-native:managedidentity:FederatedIdentityCredential", ["subject", "system:serviceaccount:gateway:*"]),
  ...of("palisade:iam:Binding", ["statements[*].actions", ["*"], ["s3:*"]], ["statements[*].resources", ["*"]]),
  ...of("aws:ec2/securityGroup:SecurityGroup", ["ingress[*]", anyService]),
  ...of("aws:ec2/securityGroupRule:SecurityGroupRule", ["cidrBlocks", internet, andHalfTheInternet]),
  ...of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", ["cidrIpv4", "0.0.0.0/0"]),
  ...of("gcp:compute/firewall:Firewall", ["sourceRanges", internet, andHalfTheInternet]),
  ...of("azure-native:network:SecurityRule", ["sourceAddressPrefix", "*", "Internet", "0.0.0.0/0"]),
  ...of("gcp:compute/subnetwork:Subnetwork", ["logConfig", REMOVED]),
];

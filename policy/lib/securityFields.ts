/** Fields of Kubernetes objects that harden: above and below them too, for what is above is ignored with them. */
const KUBERNETES = [
  "metadata.labels",
  "automountServiceAccountToken",
  "rules",
  "roleRef",
  "subjects",
  "webhooks",
  "spec.template.spec",
  "spec.jobTemplate.spec.template.spec",
  "template.spec",
  "spec.containers",
  "spec.initContainers",
  "spec.volumes",
  "spec.securityContext",
  "spec.podSelector",
  "spec.policyTypes",
  "spec.ingress",
  "spec.egress",
  "spec.hard",
  "spec.limits",
  "spec.type",
  "spec.externalIPs",
  "spec.externalName",
  "spec.loadBalancerSourceRanges",
  "spec.tls",
  "spec.mtls",
  "spec.rules",
  "spec.match",
  "spec.validations",
  "spec.validationActions",
  "spec.authorities",
  "spec.enforcementAction",
];

/** First fields of cloud resources that decide who gets in, what is encrypted, logged, kept and locked. */
const CLOUD = (
  "accessConfig accessPolicies aadProfile allowBlobPublicAccess allowSharedKeyAccess allows apiServerAccessProfile assumeRolePolicy " +
  "binaryAuthorization bindings blockPublicAcls blockPublicPolicy condition configurationValues databaseEncryption deletionProtection " +
  "deletionWindowInDays denies disableLocalAccounts egress enableKeyRotation enableLegacyAbac enableRbac enableRBAC " +
  "enabledClusterLogTypes encryption encryptionConfig encryptionConfiguration forceDestroy ignorePublicAcls imageTagMutability " +
  "immutabilityPolicy ingress inlinePolicies isLocked kmsKeyId loggingConfig managedPolicyArns masterAuth " +
  "masterAuthorizedNetworksConfig members metadataOptions minimumTlsVersion networkPolicy networkProfile networkRuleSet permissions " +
  "policy policyArn principal privateClusterConfig properties publicAccessPrevention publicNetworkAccess publiclyAccessible " +
  "restrictPublicBuckets retentionPolicy role roleArn rotationPeriod rule rules securityGroups securityProfile securityRules " +
  "serverSideEncryptionConfiguration sourceRanges storageEncrypted supportsHttpsTrafficOnly uniformBucketLevelAccess versioning " +
  "versioningConfiguration vpcConfig workloadIdentityConfig"
).split(" ");

/** What controllers own, below the fields above. */
const OWNED = /caBundle$|\.(replicas|nodeName|schedulerName)$/;

const KUBERNETES_PATHS = KUBERNETES.map((field) => field.split("."));
const CLOUD_PATHS = CLOUD.map((field) => [field]);

/** Whether a path of `ignoreChanges`, in any spelling that the engine reads, touches a field that hardens. */
export function touchesSecurity(path: string, isKubernetes: boolean): boolean {
  const steps = stepsOf(path);
  if (isKubernetes && OWNED.test(steps.join("."))) return false;
  return (isKubernetes ? KUBERNETES_PATHS : CLOUD_PATHS).some((field) => meets(steps, field));
}

/** `spec["template"].spec.containers[0]` in steps; numbers of list elements are left out. */
function stepsOf(path: string): readonly string[] {
  const matches = [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|([^.[\]]+)/g)];
  return matches.map(([, quoted, index, plain]) => quoted ?? index ?? plain ?? "").filter((step) => !/^\d+$/.test(step));
}

/** Whether one path is the other, above it or below it. A `*` stands for one step, or for the element of a list. */
function meets([step, ...rest]: readonly string[], field: readonly string[]): boolean {
  const [wanted, ...below] = field;
  if (step === undefined || wanted === undefined) return true;
  if (step === "*") return meets(rest, field) || meets(rest, below);
  return step === wanted && meets(rest, below);
}

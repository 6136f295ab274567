import type { ActionTable } from "./actionTable.ts";

/** The five permissions that most resources of an API have. */
const crud = (resource: string, ...more: readonly string[]): readonly string[] =>
  ["create", "delete", "get", "update", ...more].map((verb) => `${resource}.${verb}`);
const policyOf = (resource: string): readonly string[] => [`${resource}.getIamPolicy`, `${resource}.setIamPolicy`];
const OPERATIONS = ["compute.globalOperations.get", "compute.regionOperations.get", "compute.zoneOperations.get"];

/** What making, reading, changing and deleting a resource of each type calls. https://cloud.google.com/iam/docs/permissions-reference */
export const GCP_PERMISSIONS: ActionTable = {
  "artifactregistry/repositoryIamMember": policyOf("artifactregistry.repositories"),
  "binaryauthorization/policy": ["binaryauthorization.policy.get", "binaryauthorization.policy.update"],
  "compute/firewall": [...crud("compute.firewalls"), "compute.networks.updatePolicy", ...OPERATIONS],
  "compute/globalAddress": [
    "compute.globalAddresses.createInternal",
    "compute.globalAddresses.deleteInternal",
    "compute.globalAddresses.get",
    "compute.globalAddresses.setLabels",
    "compute.networks.use",
    ...OPERATIONS,
  ],
  "compute/instance": [
    ...crud(
      "compute.instances",
      "setLabels",
      "setMetadata",
      "setServiceAccount",
      "setShieldedInstanceIntegrityPolicy",
      "setTags",
      "start",
      "stop",
    ),
    "compute.disks.create",
    "compute.images.useReadOnly",
    "compute.subnetworks.use",
    "iam.serviceAccounts.actAs",
    ...OPERATIONS,
  ],
  "compute/network": [...crud("compute.networks", "updatePolicy"), ...OPERATIONS],
  "compute/router": [...crud("compute.routers"), ...OPERATIONS],
  "compute/routerNat": ["compute.routers.get", "compute.routers.update", ...OPERATIONS],
  "compute/subnetwork": [
    ...crud("compute.subnetworks", "setPrivateIpGoogleAccess"),
    "compute.networks.updatePolicy",
    ...OPERATIONS,
  ],
  "container/cluster": [
    ...crud("container.clusters", "getCredentials", "list"),
    "container.operations.get",
    "compute.networks.get",
    "compute.subnetworks.get",
    "iam.serviceAccounts.actAs",
  ],
  "container/nodePool": [
    "container.clusters.get",
    "container.clusters.update",
    "container.operations.get",
    "iam.serviceAccounts.actAs",
  ],
  "dns/managedZone": [...crud("dns.managedZones"), "dns.networks.bindPrivateDNSZone"],
  "dns/recordSet": [...crud("dns.resourceRecordSets", "list"), "dns.changes.create", "dns.changes.get"],
  "iam/denyPolicy": crud("iam.denypolicies", "list"),
  "iam/workloadIdentityPool": crud("iam.workloadIdentityPools"),
  "iam/workloadIdentityPoolProvider": crud("iam.workloadIdentityPoolProviders"),
  "kms/cryptoKey": [
    "cloudkms.cryptoKeys.create",
    "cloudkms.cryptoKeys.get",
    "cloudkms.cryptoKeys.update",
    "cloudkms.cryptoKeyVersions.list",
  ],
  "kms/cryptoKeyIAMMember": policyOf("cloudkms.cryptoKeys"),
  "kms/keyRing": ["cloudkms.keyRings.create", "cloudkms.keyRings.get"],
  "kms/keyRingIAMMember": policyOf("cloudkms.keyRings"),
  "logging/projectBucketConfig": crud("logging.buckets"),
  "logging/projectSink": crud("logging.sinks"),
  "monitoring/alertPolicy": crud("monitoring.alertPolicies"),
  "monitoring/notificationChannel": crud("monitoring.notificationChannels"),
  "projects/iAMAuditConfig": policyOf("resourcemanager.projects"),
  "projects/iAMCustomRole": crud("iam.roles", "undelete"),
  "projects/iAMMember": policyOf("resourcemanager.projects"),
  "resourcemanager/lien": ["resourcemanager.projects.get", "resourcemanager.projects.updateLiens"],
  "secretmanager/secretIamMember": policyOf("secretmanager.secrets"),
  "serviceaccount/account": crud("iam.serviceAccounts"),
  "servicenetworking/connection": [
    "servicenetworking.services.addPeering",
    "servicenetworking.services.get",
    "servicenetworking.operations.get",
  ],
  "sql/database": crud("cloudsql.databases"),
  "sql/databaseInstance": [...crud("cloudsql.instances", "list"), "cloudsql.users.list"],
  "sql/user": [...crud("cloudsql.users", "list")],
  "storage/bucket": [...crud("storage.buckets", "enableObjectRetention"), "storage.objects.list", "cloudkms.cryptoKeys.get"],
  "storage/bucketIAMMember": policyOf("storage.buckets"),
};

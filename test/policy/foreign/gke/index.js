// A GKE cluster with the mistakes that reviews find most often.
import * as gcp from "@pulumi/gcp";

const network = new gcp.compute.Network("main", { autoCreateSubnetworks: false });
const subnet = new gcp.compute.Subnetwork("main", { network: network.id, ipCidrRange: "10.0.0.0/20" });
new gcp.compute.Firewall("all", {
  network: network.name,
  direction: "INGRESS",
  sourceRanges: ["0.0.0.0/0"],
  allows: [{ protocol: "tcp", ports: ["22", "3389", "1000-65535"] }],
});

const cluster = new gcp.container.Cluster("main", {
  location: "europe-west3",
  network: network.name,
  subnetwork: subnet.name,
  initialNodeCount: 1,
  removeDefaultNodePool: true,
  minMasterVersion: "1.27",
  deletionProtection: false,
  masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: "0.0.0.0/0", displayName: "everybody" }] },
  masterAuth: { clientCertificateConfig: { issueClientCertificate: true } },
  loggingConfig: { enableComponents: ["SYSTEM_COMPONENTS"] },
  networkPolicy: { enabled: false },
  enableLegacyAbac: true,
});
new gcp.container.NodePool("main", {
  cluster: cluster.name,
  location: "europe-west3",
  nodeCount: 1,
  management: { autoRepair: true, autoUpgrade: false },
  nodeConfig: {
    imageType: "UBUNTU_CONTAINERD",
    // The default service account of Compute Engine, with every scope.
    oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
    metadata: { "disable-legacy-endpoints": "false" },
    workloadMetadataConfig: { mode: "GCE_METADATA" },
    shieldedInstanceConfig: { enableSecureBoot: false, enableIntegrityMonitoring: false },
  },
});

const account = new gcp.serviceaccount.Account("app", { accountId: "app" });
new gcp.serviceaccount.Key("app", { serviceAccountId: account.name });
new gcp.projects.IAMMember("app", { project: "example-project", role: "roles/owner", member: account.member });
new gcp.projects.IAMBinding("everybody", {
  project: "example-project",
  role: "roles/storage.objectViewer",
  members: ["allAuthenticatedUsers"],
});

const bucket = new gcp.storage.Bucket("audit", { location: "EU", forceDestroy: true, uniformBucketLevelAccess: false });
new gcp.storage.BucketIAMMember("audit", { bucket: bucket.name, role: "roles/storage.objectViewer", member: "allUsers" });
const ring = new gcp.kms.KeyRing("main", { location: "europe-west3" });
new gcp.kms.CryptoKey("main", { keyRing: ring.id, destroyScheduledDuration: "86400s" });
new gcp.artifactregistry.Repository("app", { location: "europe-west3", repositoryId: "app", format: "DOCKER" });
new gcp.sql.DatabaseInstance("main", {
  databaseVersion: "POSTGRES_17",
  deletionProtection: false,
  settings: {
    tier: "db-f1-micro",
    ipConfiguration: {
      ipv4Enabled: true,
      sslMode: "ALLOW_UNENCRYPTED_AND_ENCRYPTED",
      authorizedNetworks: [{ value: "0.0.0.0/0" }],
    },
    backupConfiguration: { enabled: false },
  },
});

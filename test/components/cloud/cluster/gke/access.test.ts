import { describe, expect, it } from "vitest";
import { adminGrants, nodeGrant, registryReaders } from "../../../../../components/cloud/cluster/gke/access.ts";
import { CLUSTER_KEYS, clusterKeyArgs, clusterKeyUser } from "../../../../../components/cloud/cluster/gke/keys.ts";
import { clusterAuditArgs, logBucketArgs, logSinkArgs } from "../../../../../components/cloud/cluster/gke/logs.ts";
import { GCP, gke, gkeParts } from "./fixture.ts";

const { config, names } = gkeParts();

describe("who may do what around a GKE cluster", () => {
  it("lets nodes write logs and metrics, and no more", () => {
    expect(nodeGrant(GCP, names)).toEqual({
      project: "acme-prod",
      role: "roles/container.defaultNodeServiceAccount",
      member: "serviceAccount:prod-nodes@acme-prod.iam.gserviceaccount.com",
    });
  });

  it("lets nodes pull from the repositories that are named, and from no other", () => {
    const registries = [{ location: "europe", repository: "platform" }];
    expect(registryReaders(config, GCP, names)).toEqual([]);
    expect(registryReaders(gke({ registries }), GCP, names)).toEqual([
      {
        project: "acme-prod",
        location: "europe",
        repository: "platform",
        role: "roles/artifactregistry.reader",
        member: "serviceAccount:prod-nodes@acme-prod.iam.gserviceaccount.com",
      },
    ]);
  });

  it("gives administrators their role, and the tunnel's where they come through one", () => {
    const roles = (change: object) => adminGrants(gke({ ...change }), GCP).map(({ key, role, member }) => [key, role, member]);
    const admin = ["container-admin-group-platform-acme-dev", "roles/container.admin", "group:platform@acme.dev"];
    expect(roles({})).toEqual([admin]);
    expect(roles({ access: { mode: "iapTunnel", zone: "europe-west3-b" } })).toEqual([
      admin,
      ["iap-tunnelResourceAccessor-group-platform-acme-dev", "roles/iap.tunnelResourceAccessor", "group:platform@acme.dev"],
      ["compute-osLogin-group-platform-acme-dev", "roles/compute.osLogin", "group:platform@acme.dev"],
    ]);
  });
});

describe("keys of a GKE cluster", () => {
  it.each(CLUSTER_KEYS)("renew the key of %s every 90 days and give 30 to take its destruction back", (key) => {
    expect(clusterKeyArgs(key, names, { owner: "platform" })).toEqual({
      name: key,
      keyRing: "projects/acme-prod/locations/europe-west3/keyRings/prod",
      purpose: "ENCRYPT_DECRYPT",
      rotationPeriod: "7776000s",
      destroyScheduledDuration: "2592000s",
      labels: { owner: "platform" },
    });
  });

  it.each([
    ["secrets", "container-engine-robot"],
    ["disks", "compute-system"],
  ] as const)("let only Google's own service use the key of %s", (key, service) => {
    expect(clusterKeyUser(key, GCP, names)).toEqual({
      cryptoKeyId: `projects/acme-prod/locations/europe-west3/keyRings/prod/cryptoKeys/${key}`,
      role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
      member: `serviceAccount:service-123456789012@${service}.iam.gserviceaccount.com`,
    });
  });
});

describe("logs of a GKE cluster", () => {
  it("say who read what, not only who changed it", () => {
    expect(clusterAuditArgs(GCP)).toEqual({
      project: "acme-prod",
      service: "container.googleapis.com",
      auditLogConfigs: [{ logType: "ADMIN_READ" }, { logType: "DATA_READ" }, { logType: "DATA_WRITE" }],
    });
  });

  it("are kept as long as the profile asks", () => {
    expect(logBucketArgs(gkeParts())).toMatchObject({ location: "europe-west3", bucketId: "prod", retentionDays: 365 });
  });

  it("come from this cluster alone", () => {
    expect(logSinkArgs(config, GCP)).toEqual({
      name: "prod-control-plane",
      destination: "logging.googleapis.com/projects/acme-prod/locations/europe-west3/buckets/prod",
      filter:
        'resource.labels.cluster_name="prod" AND resource.labels.location="europe-west3" AND (resource.type="k8s_control_plane_component" OR (logName:"cloudaudit.googleapis.com" AND (resource.type="k8s_cluster" OR resource.type="gke_cluster")))',
      uniqueWriterIdentity: true,
    });
  });
});

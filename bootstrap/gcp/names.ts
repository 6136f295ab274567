import type { WorkloadIdentityPoolProviderArgs } from "@pulumi/gcp/iam/workloadIdentityPoolProvider.js";
import type { GcpConfig } from "../../components/cloud/config.ts";
import { subjects, type BootstrapConfig } from "../config.ts";

export type GcpBootstrap = BootstrapConfig & { readonly cloud: GcpConfig };

const POOL = "palisade-ci";
const PROVIDER = "ci";

/** What each principal may do with the state. A preview takes no lock and writes nothing. */
export const STATE_ROLES = {
  deploy: { bucket: "roles/storage.objectUser", key: "roles/cloudkms.cryptoKeyEncrypterDecrypter" },
  preview: { bucket: "roles/storage.objectViewer", key: "roles/cloudkms.cryptoKeyDecrypter" },
} as const;

interface GcpNames {
  readonly bucket: string;
  readonly keyRing: string;
  readonly keyName: string;
  readonly key: string;
  readonly spireRing: string;
  readonly spireKeys: string;
  readonly storageAgent: string;
  readonly pool: string;
  readonly deployRoleId: string;
  readonly principals: { readonly deploy: string; readonly preview: string };
}

/** Names that others compute too. Pure. */
export function gcpNames({ name, cloud, ci }: GcpBootstrap): GcpNames {
  const { projectId, projectNumber, region } = cloud;
  const place = `projects/${projectId}/locations/${region}/keyRings`;
  const pool = `principal://iam.googleapis.com/projects/${projectNumber}/locations/global/workloadIdentityPools/${POOL}/subject`;
  const { deploy, preview } = subjects(ci);
  return {
    bucket: `${name}-state-${projectNumber}`,
    keyRing: `${name}-state`,
    keyName: "state",
    key: `${place}/${name}-state/cryptoKeys/state`,
    spireRing: `${name}-spire`,
    spireKeys: `${place}/${name}-spire`,
    storageAgent: `serviceAccount:service-${projectNumber}@gs-project-accounts.iam.gserviceaccount.com`,
    pool: POOL,
    deployRoleId: `${name.replaceAll("-", "_")}_deploy`,
    principals: { deploy: `${pool}/${deploy}`, preview: `${pool}/${preview}` },
  };
}

/** Tokens of one repository only; the subject then tells the environment from a pull request. Pure. */
export function poolProvider({ ci }: GcpBootstrap): WorkloadIdentityPoolProviderArgs {
  return {
    workloadIdentityPoolId: POOL,
    workloadIdentityPoolProviderId: PROVIDER,
    attributeMapping: { "google.subject": "assertion.sub", "attribute.repository": "assertion.repository" },
    attributeCondition: `assertion.repository == "${ci.repository}"`,
    oidc: { issuerUri: ci.issuer },
  };
}

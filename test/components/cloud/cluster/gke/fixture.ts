import { gkeConfig, type GkeConfig } from "../../../../../components/cloud/cluster/gke/config.ts";
import { gkeNames } from "../../../../../components/cloud/cluster/gke/names.ts";
import type { GkeParts } from "../../../../../components/cloud/cluster/gke/parts.ts";
import type { GcpConfig } from "../../../../../components/cloud/config.ts";
import { resolveControls, type Controls, type Profile } from "../../../../../components/config/profiles.ts";

export const GCP: GcpConfig = {
  provider: "gcp",
  projectId: "acme-prod",
  projectNumber: "123456789012",
  region: "europe-west3",
  owner: "platform",
  tags: {},
};

/** A valid GKE cluster as a stack file says it; every test changes one thing of it. */
export const goodGke = {
  kind: "gke",
  name: "prod",
  kubernetesVersion: "1.36",
  access: { mode: "vpcRunner", cidrs: ["10.200.0.0/24"] },
  admins: ["group:platform@acme.dev"],
} as const;

/** A VPC that somebody else made. */
export const EXISTING_NETWORK = {
  kind: "existing",
  name: "landing-zone",
  nodes: { name: "agents-nodes", cidr: "10.64.0.0/20" },
  pods: { name: "agents-pods", cidr: "10.68.0.0/14" },
  services: { name: "agents-services", cidr: "10.64.16.0/20" },
  controlPlane: { name: "agents-api", cidr: "10.64.32.0/28" },
  access: { name: "agents-access", cidr: "10.64.33.0/28" },
  data: { cidr: "10.64.64.0/20", connected: true },
} as const;

export function gke(change: Readonly<Record<string, unknown>> = {}): GkeConfig {
  return gkeConfig.parse({ ...goodGke, ...change });
}

export function gkeParts(change: Readonly<Record<string, unknown>> = {}): GkeParts {
  const config = gke(change);
  const hardening = { deletionProtection: true, logDays: 365, labels: { owner: "platform" } };
  return { config, cloud: GCP, names: gkeNames(config, GCP), hardening };
}

/** The controls of a profile, unchanged. */
export function controlsOf(profile: Profile): Controls {
  return resolveControls(profile, {}, "2026-11-21").controls;
}

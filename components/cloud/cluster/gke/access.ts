import type { RepositoryIamMemberArgs } from "@pulumi/gcp/artifactregistry/repositoryIamMember.js";
import type { IAMMemberArgs } from "@pulumi/gcp/projects/iammember.js";
import type { GcpConfig } from "../../config.ts";
import type { GkeConfig } from "./config.ts";
import type { GkeNames } from "./names.ts";

/**
 * What nodes may do: write logs and metrics, and no more. Images come by {@link registryReaders}. Pure.
 * https://docs.cloud.google.com/kubernetes-engine/security/configure-node-service-accounts
 */
export function nodeGrant({ projectId }: GcpConfig, { nodeAccount }: GkeNames): IAMMemberArgs {
  return { project: projectId, role: "roles/container.defaultNodeServiceAccount", member: `serviceAccount:${nodeAccount}` };
}

/** Repositories that the nodes may pull from, and from no other. Pure. */
export function registryReaders(
  { registries }: GkeConfig,
  { projectId }: GcpConfig,
  { nodeAccount }: GkeNames,
): readonly (RepositoryIamMemberArgs & { readonly location: string; readonly repository: string })[] {
  return registries.map(({ location, repository }) => ({
    project: projectId,
    location,
    repository,
    role: "roles/artifactregistry.reader",
    member: `serviceAccount:${nodeAccount}`,
  }));
}

/** All rights in the clusters of the project, and what the way to the API server asks for beside them. Pure. */
export function adminGrants(
  { admins, access }: GkeConfig,
  { projectId }: GcpConfig,
): readonly (IAMMemberArgs & { readonly key: string })[] {
  const tunnel = access.mode === "iapTunnel" ? ["roles/iap.tunnelResourceAccessor", "roles/compute.osLogin"] : [];
  return admins.flatMap((member) =>
    ["roles/container.admin", ...tunnel].map((role) => ({ key: grantKey(role, member), project: projectId, role, member })),
  );
}

/** Part of a URN: made of the grant alone, so that a further administrator renames no other. */
function grantKey(role: string, member: string): string {
  return `${role.slice("roles/".length)}-${member}`.replace(/[^a-zA-Z0-9]+/g, "-");
}

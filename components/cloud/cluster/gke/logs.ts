import type { ProjectBucketConfigArgs } from "@pulumi/gcp/logging/projectBucketConfig.js";
import type { ProjectSinkArgs } from "@pulumi/gcp/logging/projectSink.js";
import type { IAMAuditConfigArgs } from "@pulumi/gcp/projects/iamauditConfig.js";
import type { GcpConfig } from "../../config.ts";
import type { GkeConfig } from "./config.ts";
import type { GkeParts } from "./parts.ts";

/**
 * Audit of the API server. Google writes changes always; reads, and so who looked at a Secret, only where it is asked. Pure.
 * https://docs.cloud.google.com/kubernetes-engine/docs/how-to/audit-logging
 */
export function clusterAuditArgs({ projectId }: GcpConfig): IAMAuditConfigArgs {
  return {
    project: projectId,
    service: "container.googleapis.com",
    auditLogConfigs: ["ADMIN_READ", "DATA_READ", "DATA_WRITE"].map((logType) => ({ logType })),
  };
}

/** Where the cluster's logs are kept as long as its profile asks, whatever the project's default is. Pure. */
export function logBucketArgs({ config: { name }, cloud, hardening }: GkeParts): ProjectBucketConfigArgs {
  return {
    project: cloud.projectId,
    location: cloud.region,
    bucketId: name,
    description: `Control plane and audit logs of cluster ${name}`,
    retentionDays: hardening.logDays,
  };
}

/** Brings the logs of the control plane and the audit of the cluster there. Pure. */
export function logSinkArgs({ name }: GkeConfig, { projectId, region }: GcpConfig): ProjectSinkArgs {
  const cluster = `resource.labels.cluster_name="${name}" AND resource.labels.location="${region}"`;
  const components = `resource.type="k8s_control_plane_component"`;
  const audit = `logName:"cloudaudit.googleapis.com" AND (resource.type="k8s_cluster" OR resource.type="gke_cluster")`;
  return {
    name: `${name}-control-plane`,
    destination: `logging.googleapis.com/projects/${projectId}/locations/${region}/buckets/${name}`,
    filter: `${cluster} AND (${components} OR (${audit}))`,
    uniqueWriterIdentity: true,
  };
}

import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import { ProjectBucketConfig } from "@pulumi/gcp/logging/projectBucketConfig.js";
import { ProjectSink } from "@pulumi/gcp/logging/projectSink.js";
import { IAMAuditConfig } from "@pulumi/gcp/projects/iamauditConfig.js";
import { childName, typeToken } from "../../../shared/names.ts";
import { clusterAuditArgs, logBucketArgs, logSinkArgs } from "./logs.ts";
import type { GkeParts } from "./parts.ts";

/** What is written down of a cluster's control plane, and how long it is kept. */
export class GkeLogs extends ComponentResource {
  constructor(name: string, parts: GkeParts, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "GkeLogs"), name, {}, opts);
    const { config, cloud, hardening } = parts;
    new IAMAuditConfig(childName(name, "audit"), clusterAuditArgs(cloud), { parent: this });
    const kept = { parent: this, protect: hardening.deletionProtection, retainOnDelete: hardening.deletionProtection };
    const bucket = new ProjectBucketConfig(childName(name, "bucket"), logBucketArgs(parts), kept);
    new ProjectSink(childName(name, "sink"), logSinkArgs(config, cloud), { parent: this, dependsOn: bucket });
    this.registerOutputs({ bucket: config.name });
  }
}

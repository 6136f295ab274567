import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import { Workspace } from "@pulumi/azure-native/operationalinsights/workspace.js";
import { ManagementPolicy } from "@pulumi/azure-native/storage/managementPolicy.js";
import { StorageAccount } from "@pulumi/azure-native/storage/storageAccount.js";
import { childName, typeToken } from "../../../shared/names.ts";
import { logAccountArgs, logLifecycleArgs, workspaceArgs } from "./logs.ts";
import type { AksParts } from "./parts.ts";

/** Where the logs of a cluster's control plane are searched, and where they are kept. */
export class AksLogs extends ComponentResource {
  constructor(name: string, parts: AksParts, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "AksLogs"), name, {}, opts);
    const { deletionProtection } = parts.hardening;
    const kept = { parent: this, protect: deletionProtection, retainOnDelete: deletionProtection };
    new Workspace(childName(name, "workspace"), workspaceArgs(parts), kept);
    const account = new StorageAccount(childName(name, "account"), logAccountArgs(parts), kept);
    new ManagementPolicy(childName(name, "lifecycle"), logLifecycleArgs(parts), { parent: this, dependsOn: account });
    this.registerOutputs({ workspace: parts.names.workspaceId, account: parts.names.logAccountId });
  }
}

import {
  all,
  ComponentResource,
  secret,
  type ComponentResourceOptions,
  type Output,
  type ResourceTransformation,
} from "@pulumi/pulumi";
import { ManagementLockByScope } from "@pulumi/azure-native/authorization/managementLockByScope.js";
import { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment.js";
import { AgentPool } from "@pulumi/azure-native/containerservice/agentPool.js";
import { listManagedClusterUserCredentialsOutput } from "@pulumi/azure-native/containerservice/listManagedClusterUserCredentials.js";
import { MaintenanceConfiguration } from "@pulumi/azure-native/containerservice/maintenanceConfiguration.js";
import { ManagedCluster, type ManagedClusterArgs } from "@pulumi/azure-native/containerservice/managedCluster.js";
import { DiagnosticSetting } from "@pulumi/azure-native/monitor/diagnosticSetting.js";
import { Provider } from "@pulumi/kubernetes/provider.js";
import { StorageClass } from "@pulumi/kubernetes/storage/v1/storageClass.js";
import { childName, typeToken } from "../../../shared/names.ts";
import { clusterProviderArgs } from "../kubernetesProvider.ts";
import { aksClusterArgs, deletionLock, type AksIdentityValues } from "./clusterArgs.ts";
import { aksKubeconfig, caCertificateOf } from "./kubeconfig.ts";
import { diagnosticArgs } from "./logs.ts";
import { nodePool } from "./nodePools.ts";
import type { AksParts } from "./parts.ts";
import { adminGrants, roleId } from "./roles.ts";
import { defaultStorageClass, STORAGE_CLASS } from "./storageClass.ts";
import { maintenanceWindow, WINDOW_NAMES } from "./upgrades.ts";

/** The cluster itself with its pools, what is recorded of it, who administers it, and the way to it. */
export class AksControlPlane extends ComponentResource {
  /** Usable once there are nodes and administrators. */
  readonly kubernetes: Provider;
  /** Issues the tokens of the cluster's ServiceAccounts. */
  readonly issuer: Output<string>;

  constructor(name: string, parts: AksParts & { readonly known: AksIdentityValues }, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "AksControlPlane"), name, {}, opts);
    const child = (role: string): string => childName(name, role);
    const cluster = createCluster(this, child("cluster"), parts);
    const onCluster = { parent: this, dependsOn: cluster, deletedWith: cluster };
    if (parts.hardening.deletionProtection) new ManagementLockByScope(child("lock"), deletionLock(parts), onCluster);
    new DiagnosticSetting(child("diagnostics"), diagnosticArgs(parts), onCluster);
    for (const window of WINDOW_NAMES) {
      new MaintenanceConfiguration(child(window), maintenanceWindow(window, parts), onCluster);
    }
    const place = { resourceGroupName: parts.names.resourceGroup, resourceName: parts.config.name };
    const workload = new AgentPool(
      child("workload"),
      { agentPoolName: "workload", ...place, ...nodePool("workload", parts) },
      // The autoscaler's business.
      { ...onCluster, ignoreChanges: ["count"] },
    );
    const admins = adminGrants(parts).map(({ key, group, role, scope }) => {
      const args = { principalId: group, principalType: "Group", roleDefinitionId: roleId(role, parts.cloud), scope };
      return new RoleAssignment(child(key), args, onCluster);
    });

    const connection = { kubeconfig: kubeconfigOf(parts, cluster, this) };
    const provider = clusterProviderArgs(parts.names.clusterId, connection);
    this.kubernetes = new Provider(child("kubernetes"), provider, { parent: this, dependsOn: [workload, ...admins] });
    new StorageClass(child(STORAGE_CLASS), defaultStorageClass(parts.names.diskEncryptionSetId), {
      parent: this,
      provider: this.kubernetes,
      deletedWith: cluster,
    });
    // Azure adds it to the profile that was asked for: of a cluster that is not there yet it is unknown, not empty.
    this.issuer = all([cluster.oidcIssuerProfile, cluster.id]).apply(([profile]) => profile?.issuerURL ?? "");
    this.registerOutputs({ cluster: parts.names.clusterId });
  }
}

function createCluster(
  parent: AksControlPlane,
  name: string,
  parts: AksParts & { readonly known: AksIdentityValues },
): ManagedCluster {
  const args = aksClusterArgs(parts, parts.known);
  return new ManagedCluster(name, args, {
    parent,
    transformations: [asWritten(args.securityProfile)],
    protect: parts.hardening.deletionProtection,
    // The autoscaler's count of the system pool; the other pool is a resource of its own.
    ignoreChanges: ["agentPoolProfiles"],
  });
}

/**
 * Puts the profile back as it was written. The SDK completes it behind an Output, where the version of the key, which Azure has
 * yet to make, would hide all of it from every policy; the one default that it adds is set anyway.
 */
function asWritten(securityProfile: ManagedClusterArgs["securityProfile"]): ResourceTransformation {
  return ({ props, opts }) => ({ props: { ...(props as ManagedClusterArgs), securityProfile }, opts });
}

/** The CA is nowhere but in a kubeconfig that Azure hands out; nothing else is taken from it. */
function kubeconfigOf({ config, names }: AksParts, cluster: ManagedCluster, parent: AksControlPlane): Output<string> {
  const args = { resourceGroupName: names.resourceGroup, resourceName: cluster.name, format: "exec" };
  const credentials = listManagedClusterUserCredentialsOutput(args, { parent, dependsOn: [cluster] });
  const host = config.access.mode === "publicCidrs" ? cluster.fqdn : cluster.privateFQDN;
  const kubeconfig = all([host, credentials]).apply(([name, { kubeconfigs }]) => {
    const given = Buffer.from(kubeconfigs[0]?.value ?? "", "base64").toString("utf8");
    return aksKubeconfig(config, { host: name, caCertificate: caCertificateOf(given) });
  });
  return secret(kubeconfig);
}

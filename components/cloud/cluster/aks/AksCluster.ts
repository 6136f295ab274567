import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup.js";
import type { Provider } from "@pulumi/kubernetes/provider.js";
import type { ClusterFacts } from "../../../shared/cluster.ts";
import { childName, typeToken } from "../../../shared/names.ts";
import type { ClusterArgs, ClusterContract, ClusterIdentity, ClusterKind, ClusterNetwork } from "../contract.ts";
import { AksControlPlane } from "./AksControlPlane.ts";
import { AksGrants } from "./AksGrants.ts";
import { AksIdentities } from "./AksIdentities.ts";
import { AksLogs } from "./AksLogs.ts";
import { AksNetwork } from "./AksNetwork.ts";
import { AksVault } from "./AksVault.ts";
import type { AksConfig } from "./config.ts";
import { aksFacts } from "./facts.ts";
import { aksNames } from "./names.ts";
import type { AksParts } from "./parts.ts";
import { aksProblems } from "./problems.ts";
import { aksSupport } from "./versions.ts";
import { controlPlaneGrants } from "./roles.ts";

/** Nothing of AKS itself must be told who calls it. */
type AksClusterArgs = Omit<ClusterArgs<AksConfig>, "namespaces">;

/** An AKS cluster with its network, its identities, its vault and its logs, in a resource group of its own. */
export class AksCluster extends ComponentResource implements ClusterContract {
  readonly facts: ClusterFacts;
  readonly provider: Provider;
  readonly identity: ClusterIdentity;
  readonly network: ClusterNetwork;

  constructor(name: string, args: AksClusterArgs, opts?: ComponentResourceOptions) {
    super(typeToken("cluster", "AksCluster"), name, {}, opts);
    const parts = partsOf(args);
    const { vnetId: virtualNetworkId, subnetIds } = parts.names;
    this.facts = aksFacts(args.config);
    this.network = {
      provider: "azure",
      virtualNetworkId,
      dataSubnetId: args.config.network.data === undefined ? undefined : subnetIds.data,
    };

    const inGroup = { parent: this, dependsOn: createGroup(this, childName(name, "group"), parts) };
    const identities = new AksIdentities(childName(name, "identities"), parts, inGroup);
    const network = new AksNetwork(childName(name, "network"), parts, inGroup);
    // Where its logs go before the first one is written.
    const logs = new AksLogs(childName(name, "logs"), parts, inGroup);
    const inNetwork = { parent: this, dependsOn: [network, identities] };
    const vault = new AksVault(childName(name, "vault"), { ...parts, identities }, inNetwork);

    // Every right before the cluster, which is refused when its identity may not join the network or use the key.
    const grants = { grants: controlPlaneGrants(parts), identities, cloud: parts.cloud };
    const rights = new AksGrants(childName(name, "rights"), grants, { parent: this, dependsOn: [network, vault] });
    const { clientId, principalId: objectId } = identities.of.kubelet;
    const known = { kubelet: { clientId, objectId }, secretsKey: vault.secretsKey };
    const dependsOn = [rights, logs];
    const controlPlane = new AksControlPlane(childName(name, "control-plane"), { ...parts, known }, { parent: this, dependsOn });
    this.provider = controlPlane.kubernetes;
    this.identity = { by: "federatedCredential", issuer: controlPlane.issuer };
    this.registerOutputs({ cluster: args.config.name });
  }
}

/** A cluster on Azure, made by this stack. */
export const aksCluster: ClusterKind<AksConfig> = {
  trust: () => "federatedCredential",
  facts: aksFacts,
  problems: aksProblems,
  support: aksSupport,
  connect: (name, args, opts) => new AksCluster(name, args, opts),
};

function createGroup(parent: AksCluster, name: string, { cloud, names, hardening }: AksParts): ResourceGroup {
  const args = { resourceGroupName: names.resourceGroup, location: cloud.region, tags: { ...hardening.tags } };
  // Deleting a group deletes everything in it, protected or not.
  return new ResourceGroup(name, args, { parent, protect: hardening.deletionProtection });
}

function partsOf({ config, cloud, controls, account }: AksClusterArgs): AksParts {
  if (cloud?.provider !== "azure" || account === undefined)
    throw new Error("an AKS cluster was planned without its subscription");
  const { protectStateful: deletionProtection, clusterLogDays: logDays } = controls;
  const hardening = { deletionProtection, logDays, tags: account.tags("internal") };
  return { config, cloud, names: aksNames(config, cloud), hardening };
}

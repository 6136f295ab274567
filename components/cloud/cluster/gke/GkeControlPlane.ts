import { all, ComponentResource, secret, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { Policy } from "@pulumi/gcp/binaryauthorization/policy.js";
import { Cluster } from "@pulumi/gcp/container/cluster.js";
import { NodePool } from "@pulumi/gcp/container/nodePool.js";
import { Provider } from "@pulumi/kubernetes/provider.js";
import { StorageClass } from "@pulumi/kubernetes/storage/v1/storageClass.js";
import { childName, typeToken } from "../../../shared/names.ts";
import { clusterProviderArgs } from "../kubernetesProvider.ts";
import { binaryAuthorizationPolicy } from "./binaryAuthorization.ts";
import { gkeClusterArgs } from "./clusterArgs.ts";
import { gkeKubeconfig } from "./kubeconfig.ts";
import { NODE_POOLS, nodePoolArgs } from "./nodePools.ts";
import type { GkeParts } from "./parts.ts";
import { defaultStorageClass, STORAGE_CLASS } from "./storageClass.ts";

/** The cluster itself, its pools of nodes, and the way to it. */
export class GkeControlPlane extends ComponentResource {
  /** Usable once there are nodes. */
  readonly kubernetes: Provider;

  constructor(name: string, parts: GkeParts, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "GkeControlPlane"), name, {}, opts);
    const { config, cloud, names, hardening } = parts;
    // The policy before the cluster that asks for it: a project without one admits everything.
    const admission = new Policy(childName(name, "admission"), binaryAuthorizationPolicy(config, cloud), { parent: this });
    const cluster = new Cluster(childName(name, "cluster"), gkeClusterArgs(parts), {
      parent: this,
      dependsOn: admission,
      protect: hardening.deletionProtection,
      // Read back from the pools once the first one is gone; following it would replace the cluster.
      ignoreChanges: ["nodeConfig"],
    });
    const pools = NODE_POOLS.map(
      (role) =>
        new NodePool(childName(name, role), nodePoolArgs(role, parts), {
          parent: this,
          dependsOn: cluster,
          deletedWith: cluster,
          // The autoscaler's business.
          ignoreChanges: ["initialNodeCount", "nodeCount"],
        }),
    );
    this.kubernetes = new Provider(
      childName(name, "kubernetes"),
      clusterProviderArgs(names.cluster, { kubeconfig: kubeconfigOf(parts, cluster) }),
      {
        parent: this,
        dependsOn: pools,
      },
    );
    new StorageClass(childName(name, STORAGE_CLASS), defaultStorageClass(names.disksKey), {
      parent: this,
      provider: this.kubernetes,
      deletedWith: cluster,
    });
    this.registerOutputs({ cluster: names.cluster });
  }
}

function kubeconfigOf({ config }: GkeParts, cluster: Cluster): Output<string> {
  const known = all([cluster.endpoint, cluster.controlPlaneEndpointsConfig, cluster.masterAuth]);
  const kubeconfig = known.apply(([address, { dnsEndpointConfig }, { clusterCaCertificate }]) =>
    gkeKubeconfig(config, { address, dnsName: dnsEndpointConfig?.endpoint ?? "", caCertificate: clusterCaCertificate }),
  );
  return secret(kubeconfig);
}

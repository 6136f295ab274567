import type { Input } from "@pulumi/pulumi";
import type { ProviderArgs } from "@pulumi/kubernetes/provider.js";

/** How a provider is told of its cluster: by the contents of a kubeconfig, or by a context of one. */
type Connection = Pick<ProviderArgs, "context" | "kubeconfig">;

/** A provider for one cluster, however it is reached. Pure. */
export function clusterProviderArgs(clusterIdentifier: Input<string>, connection: Connection): ProviderArgs {
  return {
    ...connection,
    // Without it a changed address of the API server would replace every object in the cluster.
    clusterIdentifier,
    enableServerSideApply: true,
    // In place: a replacement would take a ConfigMap away from the pods that mount it. Pods restart by their checksum.
    enableConfigMapMutable: true,
    enableSecretMutable: true,
  };
}

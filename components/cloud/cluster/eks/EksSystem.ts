import { ComponentResource, type ComponentResourceOptions, output, type Resource } from "@pulumi/pulumi";
import type { Cluster } from "@pulumi/aws/eks/cluster.js";
import type { Provider } from "@pulumi/kubernetes/provider.js";
import { NetworkPolicy, type NetworkPolicyArgs } from "@pulumi/kubernetes/networking/v1/networkPolicy.js";
import { StorageClass } from "@pulumi/kubernetes/storage/v1/storageClass.js";
import { childName, typeToken } from "../../../shared/names.ts";
import type { CloudAccount } from "../../account/CloudAccount.ts";
import type { CloudEdge, IamContext } from "../../iam/contract.ts";
import { IamBinding } from "../../iam/IamBinding.ts";
import { renderPolicy } from "../../iam/renderPolicy.ts";
import { POD_ADDONS } from "./addons.ts";
import { EksAddons } from "./EksAddons.ts";
import type { EksParts } from "./parts.ts";
import { defaultStorageClass, STORAGE_CLASS } from "./storageClass.ts";
import { systemPolicies } from "./systemPolicies.ts";

export interface EksSystemArgs {
  readonly parts: EksParts;
  readonly cluster: Cluster;
  readonly kubernetes: Provider;
  /** Where the pods will run. */
  readonly nodes: readonly Resource[];
  readonly account: CloudAccount;
}

/** What runs in kube-system, and what must be there before it. */
export class EksSystem extends ComponentResource {
  constructor(name: string, args: EksSystemArgs, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "EksSystem"), name, {}, opts);
    const { parts, cluster, kubernetes } = args;
    const inCluster = { parent: this, provider: kubernetes, deletedWith: cluster };
    // Policies before pods: in strict mode a pod without one reaches nobody.
    const policies = systemPolicies(parts.config, parts.namespaces).map(
      (policy) => new NetworkPolicy(childName(name, policy.metadata.name), policy as NetworkPolicyArgs, inCluster),
    );
    const volumes = createVolumeIdentity(name, args, this);
    const after = [...args.nodes, ...policies, ...volumes];
    const pods = new EksAddons(childName(name, "addons"), { parts, cluster, addons: POD_ADDONS, after }, { parent: this });
    // After the driver it names: a claim that finds no driver waits without a word.
    const storage = defaultStorageClass(parts.names.keyAliasArn("volumes"));
    new StorageClass(childName(name, STORAGE_CLASS), storage, { ...inCluster, dependsOn: [...pods.installed] });
    this.registerOutputs({});
  }
}

/** The driver's own role, bound before its pods start: credentials reach a pod when it is made, not later. */
function createVolumeIdentity(name: string, { parts, cluster, account }: EksSystemArgs, parent: EksSystem): readonly Resource[] {
  const { cloud, names } = parts;
  // Like the other add-ons by Pod Identity, whatever the choice for workloads is: its trust is known before the cluster is there.
  const context: IamContext = { cloud, cluster: names.cluster, trust: "podIdentity" };
  const identity = { by: "podIdentity" as const, clusterName: output(cluster.name) };
  const edge: CloudEdge = {
    namespace: "kube-system",
    serviceAccount: "ebs-csi-controller-sa",
    purpose: "make and attach the volumes of this cluster",
    grants: [{ kind: "blockVolumes", key: names.keyAliasArn("volumes") }],
  };
  const args = { model: renderPolicy(edge, context), context, identity, tags: account.tags("internal") };
  return new IamBinding(childName(name, "ebs-csi"), args, { parent }).realised.ready;
}

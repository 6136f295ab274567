import type { ComponentResource, ComponentResourceOptions, Input, Output, Resource } from "@pulumi/pulumi";
import type { Provider } from "@pulumi/kubernetes/provider.js";
import type { ClusterFacts } from "../../shared/cluster.ts";
import type { Problem } from "../../shared/problem.ts";
import type { Controls } from "../../config/profiles.ts";
import type { CloudAccount } from "../account/CloudAccount.ts";
import type { CloudConfig } from "../config.ts";
import type { Trust } from "../iam/contract.ts";
import type { ClusterConfig } from "./config.ts";
import type { ClusterNotice } from "./notice.ts";
import type { VersionSupport } from "./versionSupport.ts";

/** What the rest of the program may rely on, whatever kind of cluster it is. */
export interface ClusterContract extends ComponentResource {
  /** Plain values, known before anything is created; the same that the plan was made with. */
  readonly facts: ClusterFacts;
  /** The one way to the cluster. Nothing may fall back to an ambient kubeconfig. */
  readonly provider: Provider;
  /** How the cloud knows this cluster's ServiceAccounts; undefined where no cloud does. */
  readonly identity: ClusterIdentity | undefined;
  /** The network that the cluster is in, for what is put beside it; undefined where this stack knows none. */
  readonly network: ClusterNetwork | undefined;
}

/**
 * What a managed database in the cluster's network is made with. Its addresses are plain and in {@link ClusterFacts.dataCidrs};
 * where they are empty, the stack file reserves none.
 */
export type ClusterNetwork =
  | {
      readonly provider: "aws";
      readonly vpcId: Input<string>;
      /** Private subnets without a way out, in two zones or more. */
      readonly dataSubnetIds: readonly Input<string>[];
      /** Group of nodes and pods: who may connect. */
      readonly clientSecurityGroupId: Input<string>;
    }
  | {
      readonly provider: "gcp";
      /** `projects/p/global/networks/n`. */
      readonly network: string;
      /** The range is reserved and the network connected with Google's services already: somebody else did both. */
      readonly servicesConnected: boolean;
    }
  | {
      readonly provider: "azure";
      readonly virtualNetworkId: string;
      /** Subnet delegated to PostgreSQL servers; undefined where the stack file names none. */
      readonly dataSubnetId: string | undefined;
    };

/** What a cloud identity of a ServiceAccount is bound to. */
export type ClusterIdentity =
  /** EKS Pod Identity: associations name the cluster. */
  | { readonly by: "podIdentity"; readonly clusterName: Output<string> }
  /** IAM roles for service accounts: tokens of this issuer, once IAM knows it. */
  | { readonly by: "irsa"; readonly issuer: Output<string>; readonly registered: Resource }
  /** GKE Workload Identity: principals of this pool. */
  | { readonly by: "workloadIdentityPool"; readonly pool: string }
  /** Entra workload identity: tokens of this issuer. */
  | { readonly by: "federatedCredential"; readonly issuer: Output<string> };

/** What the checks of a kind may look at beside its own settings. */
export interface ClusterSurroundings {
  /** Absent for a cluster without a cloud of ours. */
  readonly cloud: CloudConfig | undefined;
  readonly controls: Controls;
}

export interface ClusterArgs<C extends ClusterConfig = ClusterConfig> extends ClusterSurroundings {
  readonly config: C;
  /** Namespaces of the platform, by which policies of the cluster's own add-ons name who may call them. */
  readonly namespaces: readonly string[];
  /** Present whenever `cloud` is. */
  readonly account: CloudAccount | undefined;
}

/** One kind of cluster: what is known of it, what may be wrong with it, and how it is made or reached. */
export interface ClusterKind<C extends ClusterConfig> {
  /** How its cloud knows ServiceAccounts; undefined where no cloud of ours does. Pure. */
  readonly trust: (config: C) => Trust | undefined;
  /** Pure. */
  readonly facts: (config: C, cloud: CloudConfig | undefined) => ClusterFacts;
  /** Pure. */
  readonly problems: (config: C, surroundings: ClusterSurroundings) => readonly Problem[];
  /** Kubernetes versions of its cloud; absent where whoever runs the cluster decides. Pure. */
  readonly support?: (config: C) => VersionSupport;
  /** What else is worth knowing of it. Pure. */
  readonly notices?: (config: C) => readonly ClusterNotice[];
  readonly connect: (name: string, args: ClusterArgs<C>, opts: ComponentResourceOptions) => ClusterContract;
}

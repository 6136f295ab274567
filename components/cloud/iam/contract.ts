/** A ServiceAccount: who a cloud identity is for. One identity serves exactly one of them. */
export interface Subject {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** What a workload may do in the cloud, named by purpose; each cloud renders it to exact actions on the exact resource. */
export type Grant =
  /** Create objects below a prefix of the audit store. Never read, change, or delete. */
  | { readonly kind: "appendAudit"; readonly prefix: string }
  /** Read and list objects below the prefixes of one bucket or container. */
  | { readonly kind: "readObjects"; readonly bucket: string; readonly prefixes: readonly string[] }
  /** Make and use the keys of SPIRE servers, told apart by the cluster's name. */
  | { readonly kind: "spireKeys" }
  /** Read named secrets of the cloud's secret manager. */
  | { readonly kind: "readSecrets"; readonly names: readonly string[] }
  /** Attach and detach block volumes of this cluster: the EBS CSI driver. */
  | { readonly kind: "blockVolumes" };

/** An edge of the flow graph that ends in a cloud service instead of a pod. */
export interface CloudEdge extends Subject {
  /** One short sentence for reports. */
  readonly purpose: string;
  readonly grants: readonly Grant[];
}

/** One statement of what was granted, in the same shape for every cloud: rules judge it leaf by leaf. */
export interface BindingStatement {
  /** AWS actions, Google Cloud permissions, Azure (data) actions. */
  readonly actions: readonly string[];
  /** ARNs, full resource names, or resource ids. */
  readonly resources: readonly string[];
  /** Further conditions, `operator key: values`; the subject's are in `trust`. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Inputs of every `palisade:iam:Binding`: plain, so a preview shows them in full. */
export interface BindingModel {
  readonly cloud: "aws" | "gcp" | "azure";
  readonly subject: Subject;
  /** How the cloud knows the subject: EKS Pod Identity, IRSA, a workload identity pool, a federated credential. */
  readonly trust: {
    readonly by: "podIdentity" | "irsa" | "workloadIdentityPool" | "federatedCredential";
    readonly cluster: string;
    /** Conditions on who may take the identity, each `name: value`. */
    readonly conditions: Readonly<Record<string, string>>;
  };
  /** Role ARN, principal, or identity id, computed from configuration. */
  readonly principal: string;
  readonly purpose: string;
  readonly statements: readonly BindingStatement[];
}

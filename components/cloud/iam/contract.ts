import type { Input } from "@pulumi/pulumi";
import type { Cidr } from "../../shared/cluster.ts";
import type { AuditStoreFacts } from "../audit/contract.ts";
import type { CloudConfig } from "../config.ts";

/** A ServiceAccount: who a cloud identity is for. One identity serves exactly one of them. */
export interface Subject {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** What a workload may do in the cloud, named by purpose; each cloud renders it to exact actions on the exact resource. */
export type Grant =
  /** Create objects below a prefix of the audit store, written in full and without slashes at its ends. Never read, change, or delete. */
  | { readonly kind: "appendAudit"; readonly prefix: string }
  /** Read and list objects below the prefixes of one bucket or container. */
  | { readonly kind: "readObjects"; readonly bucket: string; readonly prefixes: readonly string[] }
  /** Make and use the keys of SPIRE servers, told apart by the cluster's name and the trust domain. */
  | {
      readonly kind: "spireKeys";
      readonly trustDomain: string;
      /** Servers of the cluster, as their keys are named after them: `<cluster>-spire-server-0`. */
      readonly servers: readonly string[];
      /** Key ring (Google Cloud, full name) or vault (Azure, resource id) that holds the keys; AWS needs none. */
      readonly home?: string | undefined;
    }
  /** Read named secrets of the cloud's secret manager. */
  | { readonly kind: "readSecrets"; readonly names: readonly string[] }
  /** Make, attach, resize and delete block volumes of this cluster: the EBS CSI driver. */
  | {
      readonly kind: "blockVolumes";
      /** ARN of the alias of the key that encrypts them. @default - AWS's own key */
      readonly key?: string | undefined;
    };

/** An edge of the flow graph that ends in a cloud service instead of a pod. */
export interface CloudEdge extends Subject {
  /** One short sentence for reports. */
  readonly purpose: string;
  readonly grants: readonly Grant[];
}

/** Annotations of a ServiceAccount by which its cloud knows it; undefined for those without a cloud identity. */
export type ServiceAccountAnnotations = (subject: Subject) => Readonly<Record<string, Input<string>>> | undefined;

/** One statement of what was granted, in the same shape for every cloud: rules judge it leaf by leaf. */
export interface BindingStatement {
  /** AWS actions, Google Cloud permissions, Azure (data) actions. */
  readonly actions: readonly string[];
  /** ARNs, full resource names, or resource ids. */
  readonly resources: readonly string[];
  /** Further conditions, `operator key: values`; the subject's are in `trust`. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** What grants are rendered against. Plain: documents are known before anything exists. */
export interface IamContext {
  readonly cloud: CloudConfig;
  /** Name of the cluster. */
  readonly cluster: string;
  readonly trust: Trust;
  /** Where the cloud's own services answer inside the cluster's network; tokens are exchanged there with IRSA. */
  readonly endpointCidrs?: readonly Cidr[] | undefined;
  /** Where audit events go; absent in a stack without a store. */
  readonly audit?: AuditStoreFacts | undefined;
}

/** How a cloud knows a ServiceAccount. One way for a whole cluster, so that no ServiceAccount ever has two. */
export type Trust = "podIdentity" | "irsa" | "workloadIdentityPool" | "federatedCredential";

/** Inputs of every `palisade:iam:Binding`: plain, so a preview shows them in full. */
export interface BindingModel {
  readonly cloud: "aws" | "gcp" | "azure";
  readonly subject: Subject;
  /** How the cloud knows the subject: EKS Pod Identity, IRSA, a workload identity pool, a federated credential. */
  readonly trust: {
    readonly by: Trust;
    readonly cluster: string;
    /** Conditions on who may take the identity, each `name: value`. */
    readonly conditions: Readonly<Record<string, string>>;
  };
  /** Role ARN, principal, or identity id, computed from configuration. */
  readonly principal: string;
  readonly purpose: string;
  readonly statements: readonly BindingStatement[];
}

import type { Reason } from "../../shared/reason.ts";
import type { PodSecurityLevel } from "../../shared/podSecurity.ts";
import type { RbacRule } from "../../workload/spec.ts";

export type { PodSecurityLevel };

/** A namespace of the platform, with everything every namespace gets. */
export interface NamespaceSpec {
  readonly name: string;
  /** One sentence: what runs here. Becomes an annotation and a row of the report. */
  readonly purpose: string;
  /** `restricted` unless a reason says otherwise. */
  readonly podSecurity: { readonly level: "restricted" } | ({ readonly level: "baseline" | "privileged" } & Reason);
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly quota: QuotaSpec;
  /** Groups that may read (never write, never secrets) the objects of the namespace. */
  readonly viewers: readonly string[];
  /** Further bindings of people to the namespace. */
  readonly access?:
    readonly { readonly role: string; readonly groups: readonly string[]; readonly rules: readonly RbacRule[] }[] | undefined;
}

/** Limits of a namespace. Computed from the workloads in it with head room for a rolling update. */
export interface QuotaSpec {
  readonly pods: number;
  readonly requestsCpu: string;
  readonly requestsMemory: string;
  readonly limitsCpu: string;
  readonly limitsMemory: string;
  readonly persistentVolumeClaims: number;
  readonly requestsStorage: string;
  readonly services: { readonly nodePorts: number; readonly loadBalancers: number };
  /** Priority classes that need a scoped quota of their own to be admitted outside kube-system. */
  readonly systemPriorityClasses?: readonly ("system-node-critical" | "system-cluster-critical")[] | undefined;
}

import type { ComponentResource, Input, Resource } from "@pulumi/pulumi";
import type { ServiceAccountAnnotations } from "../../cloud/iam/contract.ts";
import type { Secrets } from "../../config/load.ts";
import type { FlowGraph } from "../../flow/graph.ts";
import type { WorkloadSpec } from "../../workload/spec.ts";
import type { PlanContext } from "../context.ts";

/** What every identity provider is created from; nothing in it but the secrets depends on a resource. */
export interface IdentityArgs {
  readonly plan: PlanContext;
  /** The provider's own workloads, as it planned them. */
  readonly workloads: readonly WorkloadSpec[];
  /** The whole declared graph: one identity is registered for each node that has one, and for no other pod. */
  readonly graph: FlowGraph;
  /** What the cloud knows ServiceAccounts by. @default - no cloud identities */
  readonly serviceAccountAnnotations?: ServiceAccountAnnotations | undefined;
  readonly secrets: Pick<Secrets, "spireDatabasePassword">;
  /** Name of the managed database's server; given where the datastore is of that kind. */
  readonly databaseHost?: Input<string> | undefined;
}

/**
 * What other domains may rely on, whoever issues the identities: a pod with an inline volume of {@link csiDriver} finds the
 * Workload API socket in it, and gets the SVID registered for it once {@link ready} exists.
 *
 * The way from a workload to the agent on its node is that socket, never the network: it is no edge of the flow graph.
 */
export interface IdentityProvider extends ComponentResource {
  /** Name of the CSI driver that mounts the Workload API. */
  readonly csiDriver: string;
  /** What must be up before a pod can get an SVID. */
  readonly ready: readonly Resource[];
}

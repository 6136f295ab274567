export type Profile = "local" | "dev" | "staging" | "prod";

export const PROFILES = ["local", "dev", "staging", "prod"] as const satisfies readonly Profile[];

/** The resolved value of every control. */
export interface Controls {
  readonly profile: Profile;
  /** Fewest replicas of a service that users depend on. */
  readonly minReplicas: number;
  /** Identity by SPIFFE mTLS is required; header identity is refused. */
  readonly spiffeRequired: boolean;
  /** A `plain` flow inside the platform is refused. */
  readonly plainFlowsRefused: boolean;
  /** Every image has a digest. */
  readonly digestsRequired: boolean;
  /** PRECINCT's model mediation gate is on. */
  readonly modelMediation: boolean;
  /** External datastore and key manager for SPIRE, verified kubelet. */
  readonly spireProduction: boolean;
  /** The cluster must enforce NetworkPolicies. */
  readonly networkPolicyEnforced: boolean;
}

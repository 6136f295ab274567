/** What other domains may know of the state store: where it answers and as whom. */

export const DATA_NAMESPACE = "data";

export const STATE_STORE = {
  name: "valkey",
  key: `${DATA_NAMESPACE}/valkey`,
  serviceAccount: "valkey",
  identityPath: `/ns/${DATA_NAMESPACE}/sa/valkey`,
  host: `valkey.${DATA_NAMESPACE}.svc.cluster.local`,
  /** SPIFFE mTLS; there is no other port. */
  port: 6380,
} as const;

/**
 * Class of every workload that names no other: above whatever has none, below the system classes, so that a node under pressure
 * evicts strangers before the platform and the platform before its identities.
 */
export const PRIORITY_CLASS = "palisade";

/** User classes end at one billion; this leaves room on both sides. https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/ */
export const PRIORITY_VALUE = 1_000_000;

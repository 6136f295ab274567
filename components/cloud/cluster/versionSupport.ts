import type { Problem } from "../../shared/problem.ts";
import type { ClusterNotice } from "./notice.ts";

/** Kubernetes versions that a cloud keeps, and until when. */
export interface VersionSupport {
  /** The cloud's own name for its clusters. */
  readonly service: "EKS" | "GKE" | "AKS";
  /** What is promised until then, at the beginning of a sentence: `standard support`. */
  readonly promise: string;
  /** Last day by version, oldest first. */
  readonly until: Readonly<Record<string, string>>;
  /** Day on which the table was compared with its sources. */
  readonly checked: string;
  /** What the cloud does to a cluster that stays behind. */
  readonly afterwards: string;
  /** What whoever wants another version adds. */
  readonly row: string;
}

/** Days before the end of support from which on it is said. */
const NOTICE_DAYS = 90;

/** A version that the cloud does not have, as far as the table knows. Pure. */
export function versionProblems(version: string, { service, until, checked, row }: VersionSupport): readonly Problem[] {
  if (until[version] !== undefined) return [];
  return [
    {
      path: "palisade:cluster.kubernetesVersion",
      given: `was ${version}`,
      allowed: `${service} supports ${Object.keys(until).join(", ")} (table of ${checked})`,
      change: `choose one of them, or add ${row}`,
    },
  ];
}

/** A version whose support ends soon, or has ended. `today` is `YYYY-MM-DD`. Pure. */
export function versionNotices(version: string, support: VersionSupport, today: string): readonly ClusterNotice[] {
  const { service, promise, until, afterwards } = support;
  const end = until[version];
  if (end === undefined) return [];
  const days = Math.round((Date.parse(end) - Date.parse(today)) / 86_400_000);
  if (days > NOTICE_DAYS) return [];
  const when = days < 0 ? `ended on ${end}` : `ends on ${end}, in ${days} days`;
  return [
    {
      path: "palisade:cluster.kubernetesVersion",
      given: `${promise} of ${version} on ${service} ${when}`,
      allowed: afterwards,
      change: `upgrade to ${Object.keys(until).at(-1)} one minor version at a time`,
      refused: days < 0,
    },
  ];
}

import type { CloudConfig } from "../../../cloud/config.ts";
import type { Controls } from "../../../config/profiles.ts";
import type { ClusterFacts } from "../../../shared/cluster.ts";
import type { ImageKey, ImageReference } from "../../../shared/images.ts";
import type { PlanContext } from "../../context.ts";
import type { SpireConfig } from "../config.ts";

/** The part of the plan's context that decides how SPIRE looks. */
export interface SpireContext {
  readonly trustDomain: string;
  readonly identity: SpireConfig;
  readonly controls: Controls;
  readonly cluster: ClusterFacts;
  /** Absent where the stack has no cloud. */
  readonly cloud?: CloudConfig | undefined;
  readonly image: (key: ImageKey) => ImageReference;
  readonly imagePullSecrets: readonly string[];
}

export function spireContext({ config, controls, cluster, image }: PlanContext): SpireContext {
  const { trustDomain, identity, images, cloud } = config;
  return { trustDomain, identity, controls, cluster, cloud, image, imagePullSecrets: images.pullSecrets };
}

/** Metrics are served only where something is declared to scrape them. */
export function servesMetrics({ cluster }: SpireContext): boolean {
  return cluster.peers.prometheus !== undefined;
}

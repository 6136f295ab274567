import type { Reason } from "../shared/reason.ts";
import type { WorkloadSpec } from "./spec.ts";

/** Prefix of the annotations that say why a default is loosened. */
export const LOOSENED_PREFIX = "palisade.dev/loosened-";

/** `palisade.dev/loosened-<what>: reason (reference)`, so that a reviewer of the manifest reads the reason where the loosening is. */
export function loosenedAnnotation(what: string, { reason, reference }: Reason): Readonly<Record<string, string>> {
  return { [`${LOOSENED_PREFIX}${what}`]: `${reason} (${reference})` };
}

/** Annotations of a pod for every loosening in it: host namespaces, host paths, containers. */
export function podLoosenings(workload: WorkloadSpec): Readonly<Record<string, string>> {
  const containers = [...(workload.initContainers ?? []), ...workload.containers];
  const found = [
    ...(workload.host === undefined ? [] : [loosenedAnnotation("host", workload.host)]),
    ...(workload.volumes ?? []).flatMap((volume) =>
      volume.kind === "hostPath" ? [loosenedAnnotation(`host-path-${volume.name}`, volume)] : [],
    ),
    ...containers.flatMap(({ name, loosened }) =>
      loosened === undefined ? [] : [loosenedAnnotation(`container-${name}`, loosened)],
    ),
  ];
  return Object.assign({}, ...found) as Record<string, string>;
}

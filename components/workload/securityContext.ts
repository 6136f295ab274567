import type { ICapabilities, IPodSecurityContext, ISecurityContext } from "kubernetes-models/v1";
import type { LoosenedContainer } from "./spec.ts";

/** UID and GID of every pod that does not choose its own: `nonroot` of distroless images. */
export const DEFAULT_USER: User = { uid: 65532, gid: 65532 };

export interface User {
  readonly uid: number;
  readonly gid: number;
}

const ROOT: User = { uid: 0, gid: 0 };

/**
 * Security context of a pod: level `restricted` of the Pod Security Standards in every field.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function podSecurityContext(user: User = DEFAULT_USER): IPodSecurityContext {
  return {
    runAsNonRoot: true,
    runAsUser: user.uid,
    runAsGroup: user.gid,
    fsGroup: user.gid,
    // Without it the kubelet walks every file of a volume at each pod start.
    fsGroupChangePolicy: "OnRootMismatch",
    seccompProfile: { type: "RuntimeDefault" },
  };
}

/** Security context of a container: the same, said again so that no pod-level change weakens it, and what only containers have. */
export function containerSecurityContext(user: User = DEFAULT_USER, loosened?: LoosenedContainer): ISecurityContext {
  const runAs = loosened?.runAsUser === undefined ? user : ROOT;
  const privileged = loosened?.privileged ?? false;
  return {
    privileged,
    allowPrivilegeEscalation: escalates(loosened),
    readOnlyRootFilesystem: loosened?.writableRootFilesystem === undefined,
    runAsNonRoot: runAs.uid !== 0,
    runAsUser: runAs.uid,
    runAsGroup: runAs.gid,
    capabilities: capabilities(loosened),
    seccompProfile: { type: "RuntimeDefault" },
  };
}

/** The API server refuses `false` for a container that is privileged or has CAP_SYS_ADMIN. */
function escalates(loosened: LoosenedContainer | undefined): boolean {
  return loosened?.privileged === true || (loosened?.addCapabilities ?? []).includes("SYS_ADMIN");
}

function capabilities(loosened: LoosenedContainer | undefined): ICapabilities {
  const add = loosened?.addCapabilities ?? [];
  return add.length === 0 ? { drop: ["ALL"] } : { drop: ["ALL"], add: [...add] };
}

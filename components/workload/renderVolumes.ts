import type { IVolume } from "kubernetes-models/v1";
import { defined } from "../shared/defined.ts";
import type { VolumeSpec, WorkloadSpec } from "./spec.ts";

/** Volume with the socket of the SPIFFE Workload API. */
export const WORKLOAD_API_VOLUME = "spiffe-workload-api";

/** Volume with the bounded ServiceAccount token. */
export const API_TOKEN_VOLUME = "kube-api-access";

/** Lifetime of the token for the Kubernetes API; the kubelet renews it before it ends. */
const API_TOKEN_SECONDS = 3600;

/** Owner and the pod's fsGroup may read a secret file, nobody may write it. */
const SECRET_MODE = 0o440;

/** Volumes of the spec, and those that its identity and its API access need. */
export function renderVolumes(workload: WorkloadSpec, needs: { workloadApi: boolean; apiToken: boolean }): IVolume[] | undefined {
  const volumes = [
    ...(workload.volumes ?? []).map((volume) => renderVolume(volume, workload.name)),
    ...(needs.workloadApi ? [workloadApiVolume()] : []),
    ...(needs.apiToken ? [apiTokenVolume()] : []),
  ];
  return volumes.length === 0 ? undefined : volumes;
}

/** Name of the persistent claim behind a volume of kind `claim`. */
export function claimName(workload: string, volume: string): string {
  return `${workload}-${volume}`;
}

/** A CSI volume instead of a hostPath: level `restricted` allows it, and the socket never shows in the host's file system of the pod. */
function workloadApiVolume(): IVolume {
  return { name: WORKLOAD_API_VOLUME, csi: { driver: "csi.spiffe.io", readOnly: true } };
}

/** What the kubelet would mount by itself, with a short life: clients need the token, the CA and the namespace together. */
function apiTokenVolume(): IVolume {
  return {
    name: API_TOKEN_VOLUME,
    projected: {
      defaultMode: 0o444,
      sources: [
        { serviceAccountToken: { path: "token", expirationSeconds: API_TOKEN_SECONDS } },
        { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] } },
        { downwardAPI: { items: [{ path: "namespace", fieldRef: { fieldPath: "metadata.namespace" } }] } },
      ],
    },
  };
}

function renderVolume(volume: VolumeSpec, workload: string): IVolume {
  const { name } = volume;
  switch (volume.kind) {
    case "scratch":
      return { name, emptyDir: defined({ sizeLimit: volume.size, medium: volume.memory === true ? "Memory" : undefined }) };
    case "config":
      return { name, configMap: defined({ name: volume.configMap, optional: volume.optional }) };
    case "secret":
      return {
        name,
        secret: defined({
          secretName: volume.secret,
          defaultMode: SECRET_MODE,
          items: volume.items?.map((item) => ({ ...item })),
        }),
      };
    case "token": {
      const { audience, path, expirationSeconds } = volume;
      return { name, projected: { sources: [{ serviceAccountToken: { audience, path, expirationSeconds } }] } };
    }
    case "claim":
      return { name, persistentVolumeClaim: { claimName: claimName(workload, name) } };
    case "hostPath":
      return { name, hostPath: { path: volume.path, type: volume.type } };
  }
}

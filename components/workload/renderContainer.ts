import type { IContainer, IEnvVar, IProbe, IResourceRequirements, IVolumeMount } from "kubernetes-models/v1";
import { defined } from "../shared/defined.ts";
import { renderImage } from "../shared/images.ts";
import { API_TOKEN_VOLUME, WORKLOAD_API_VOLUME } from "./renderVolumes.ts";
import { containerSecurityContext } from "./securityContext.ts";
import type { ContainerSpec, EnvSpec, MountSpec, ProbeSpec, ResourcesSpec, WorkloadSpec } from "./spec.ts";

/** Directory of the Workload API socket in a container, as SPIRE's own charts mount it. */
export const WORKLOAD_API_DIRECTORY = "/spiffe-workload-api";

/** Value of SPIFFE_ENDPOINT_SOCKET. https://github.com/spiffe/spiffe/blob/main/standards/SPIFFE_Workload_Endpoint.md */
export const WORKLOAD_API_SOCKET = `unix://${WORKLOAD_API_DIRECTORY}/spire-agent.sock`;

const API_TOKEN_DIRECTORY = "/var/run/secrets/kubernetes.io/serviceaccount";

/** Local storage of a container that names none: logs and small scratch files, and never the whole disk of a node. */
export const DEFAULT_EPHEMERAL_STORAGE = { request: "64Mi", limit: "128Mi" };

/** A container with the hardened context, its probes, sized resources and only the mounts it names. */
export function renderContainer(container: ContainerSpec, workload: WorkloadSpec): IContainer {
  return defined({
    name: container.name,
    image: renderImage(container.image),
    imagePullPolicy: container.image.digest === undefined ? "Always" : "IfNotPresent",
    command: copy(container.command),
    args: copy(container.args),
    env: renderEnv(container, workload),
    ports: container.ports?.map(({ name, port, protocol }) => ({ name, containerPort: port, protocol: protocol ?? "TCP" })),
    volumeMounts: renderMounts(container, workload),
    resources: renderResources(container.resources),
    livenessProbe: renderProbe(container.liveness),
    readinessProbe: renderProbe(container.readiness),
    startupProbe: renderProbe(container.startup),
    restartPolicy: container.sidecar === true ? "Always" : undefined,
    lifecycle: container.preStopSeconds === undefined ? undefined : { preStop: { sleep: { seconds: container.preStopSeconds } } },
    securityContext: containerSecurityContext(workload.user, container.loosened),
  } satisfies { [K in keyof IContainer]?: IContainer[K] | undefined }) as IContainer;
}

/** Does the container get the SPIFFE Workload API socket? */
export function usesWorkloadApi(container: ContainerSpec, workload: WorkloadSpec): boolean {
  return container.workloadApi ?? workload.identity !== undefined;
}

/** Does the container get the ServiceAccount token? */
export function usesApiToken(container: ContainerSpec, workload: WorkloadSpec): boolean {
  return workload.serviceAccount.apiAccess !== undefined && container.apiToken !== false;
}

function renderEnv(container: ContainerSpec, workload: WorkloadSpec): IEnvVar[] | undefined {
  const own = (container.env ?? []).map(renderVariable);
  const socket = usesWorkloadApi(container, workload) ? [{ name: "SPIFFE_ENDPOINT_SOCKET", value: WORKLOAD_API_SOCKET }] : [];
  return nonEmpty([...own, ...socket]);
}

function renderVariable(variable: EnvSpec): IEnvVar {
  if ("value" in variable) return { name: variable.name, value: variable.value };
  if ("field" in variable) return { name: variable.name, valueFrom: { fieldRef: { fieldPath: variable.field } } };
  return { name: variable.name, valueFrom: { secretKeyRef: { name: variable.secret.name, key: variable.secret.key } } };
}

function renderMounts(container: ContainerSpec, workload: WorkloadSpec): IVolumeMount[] | undefined {
  const own = (container.mounts ?? []).map((mount) => renderMount(mount, workload));
  const socket = { name: WORKLOAD_API_VOLUME, mountPath: WORKLOAD_API_DIRECTORY, readOnly: true };
  const token = { name: API_TOKEN_VOLUME, mountPath: API_TOKEN_DIRECTORY, readOnly: true };
  return nonEmpty([
    ...own,
    ...(usesWorkloadApi(container, workload) ? [socket] : []),
    ...(usesApiToken(container, workload) ? [token] : []),
  ]);
}

function renderMount(mount: MountSpec, workload: WorkloadSpec): IVolumeMount {
  return defined({
    name: mount.volume,
    mountPath: mount.path,
    subPath: mount.subPath,
    readOnly: mount.readOnly ?? !isWritable(mount.volume, workload),
    mountPropagation: mount.bidirectional === true ? ("Bidirectional" as const) : undefined,
  });
}

/** A mount that is not a volume of the spec is a claim of the StatefulSet. */
function isWritable(volume: string, workload: WorkloadSpec): boolean {
  const kind = workload.volumes?.find(({ name }) => name === volume)?.kind;
  return kind === undefined || kind === "scratch" || kind === "claim";
}

function renderResources(resources: ResourcesSpec): IResourceRequirements {
  const storage = resources.ephemeralStorage ?? DEFAULT_EPHEMERAL_STORAGE;
  return {
    requests: { ...resources.requests, "ephemeral-storage": storage.request },
    limits: { ...resources.limits, "ephemeral-storage": storage.limit },
  };
}

function renderProbe(probe: ProbeSpec | undefined): IProbe | undefined {
  if (probe === undefined) return undefined;
  const { initialDelaySeconds, periodSeconds, timeoutSeconds, failureThreshold } = probe;
  return { ...renderCheck(probe.check), ...defined({ initialDelaySeconds, periodSeconds, timeoutSeconds, failureThreshold }) };
}

function renderCheck(check: ProbeSpec["check"]): IProbe {
  switch (check.kind) {
    case "exec":
      return { exec: { command: [...check.command] } };
    case "http":
      return { httpGet: defined({ path: check.path, port: check.port, scheme: check.scheme }) };
    case "tcp":
      return { tcpSocket: { port: check.port } };
    case "grpc":
      return { grpc: { port: check.port } };
  }
}

function nonEmpty<T>(list: T[]): T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function copy<T>(list: readonly T[] | undefined): T[] | undefined {
  return list === undefined ? undefined : [...list];
}

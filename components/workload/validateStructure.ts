import { DNS_LABEL_LIMIT } from "../shared/names.ts";
import type { Problem } from "../shared/problem.ts";
import { maxReplicas } from "./replicas.ts";
import { resourceProblems } from "./validateResources.ts";
import { sidecarProblems } from "./validateSidecars.ts";
import type { ConfigMapSpec, ContainerSpec, ProbeSpec, WorkloadSpec } from "./spec.ts";

/** Most bytes of one ConfigMap. https://kubernetes.io/docs/concepts/configuration/configmap/#motivation */
const CONFIG_MAP_LIMIT = 2 ** 20;

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** IANA service name (RFC 6335), without the rule on double dashes. */
const PORT_NAME = /^(?=.*[a-z])[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/;

/** What the API server or the kubelet would refuse, found without either. */
export function structureProblems(workload: WorkloadSpec): Problem[] {
  const at = workloadPath(workload);
  return [
    ...nameProblems(workload, at),
    ...portNameProblems(workload, at),
    ...duplicateProblems(workload, at),
    ...allContainers(workload).flatMap((container) => containerProblems(container, workload, at)),
    ...serviceProblems(workload, at),
    ...claimProblems(workload, at),
    ...(workload.configMaps ?? []).flatMap((configMap) => configMapProblems(configMap, at)),
    ...resourceProblems(workload, at),
    ...sidecarProblems(workload, at),
  ];
}

/** Start of every problem of a workload: `workload tools/s3-mcp-server`. */
export function workloadPath({ namespace, name }: Pick<WorkloadSpec, "namespace" | "name">): string {
  return `workload ${namespace}/${name}`;
}

/** Containers of a workload, those that run first first. */
export function allContainers(workload: WorkloadSpec): readonly ContainerSpec[] {
  return [...(workload.initContainers ?? []), ...workload.containers];
}

function nameProblems(workload: WorkloadSpec, at: string): Problem[] {
  const names = [
    workload.name,
    ...allContainers(workload).map(({ name }) => name),
    ...(workload.services ?? []).map(({ name }) => name),
  ];
  return [...new Set(names)]
    .filter((name) => name.length > DNS_LABEL_LIMIT || !DNS_LABEL.test(name))
    .map((name) => ({
      path: at,
      given: `the name "${name}" has ${name.length} characters`,
      allowed: `names are lower-case letters, digits and dashes, at most ${DNS_LABEL_LIMIT} characters`,
      change: "choose another name",
    }));
}

function portNameProblems(workload: WorkloadSpec, at: string): Problem[] {
  return allContainers(workload)
    .flatMap(({ ports }) => ports ?? [])
    .filter(({ name }) => !PORT_NAME.test(name))
    .map(({ name }) => ({
      path: at,
      given: `the port name "${name}" has ${name.length} characters`,
      allowed: "port names are lower-case letters, digits and dashes, at most 15 characters, with a letter",
      change: "choose another name",
    }));
}

function duplicateProblems(workload: WorkloadSpec, at: string): Problem[] {
  const containers = allContainers(workload);
  const ports = containers.flatMap((container) => container.ports ?? []);
  return [
    ...duplicates(
      "container",
      containers.map(({ name }) => name),
    ),
    ...duplicates("volume", volumeNames(workload)),
    ...duplicates(
      "port name",
      ports.map(({ name }) => name),
    ),
    ...duplicates(
      "port",
      ports.map(({ port, protocol }) => `${port}/${protocol ?? "TCP"}`),
    ),
    ...duplicates(
      "Service",
      (workload.services ?? []).map(({ name }) => name),
    ),
    ...duplicates(
      "ConfigMap",
      (workload.configMaps ?? []).map(({ name }) => name),
    ),
  ].map(({ what, name }) => ({
    path: at,
    given: `the ${what} "${name}" is declared twice`,
    allowed: `every ${what} of a pod is declared once`,
    change: "remove or rename one of them",
  }));
}

function duplicates(what: string, names: readonly string[]): { what: string; name: string }[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => ({ what, name }));
}

function volumeNames(workload: WorkloadSpec): string[] {
  const claims = workload.controller.kind === "StatefulSet" ? (workload.controller.claims ?? []) : [];
  return [...(workload.volumes ?? []), ...claims].map(({ name }) => name);
}

function containerProblems(container: ContainerSpec, workload: WorkloadSpec, at: string): Problem[] {
  const path = `${at} container ${container.name}`;
  return [
    ...mountProblems(container, workload, path),
    ...probeProblems(container, path),
    ...workloadApiProblems(container, workload, path),
  ];
}

function mountProblems(container: ContainerSpec, workload: WorkloadSpec, path: string): Problem[] {
  const known = volumeNames(workload);
  return (container.mounts ?? [])
    .filter(({ volume }) => !known.includes(volume))
    .map(({ volume }) => ({
      path,
      given: `mounts the volume "${volume}"`,
      allowed: `the volumes are ${known.length === 0 ? "none" : known.join(", ")}`,
      change: "declare the volume or mount another",
    }));
}

function probeProblems(container: ContainerSpec, path: string): Problem[] {
  const known = (container.ports ?? []).map(({ name }) => name);
  const probes = [container.liveness, container.readiness, container.startup].filter((probe) => probe !== undefined);
  const unknown = probes
    .map(probePort)
    .filter((port) => port !== undefined && !known.includes(port))
    .map((port) => ({
      path,
      given: `a probe uses the port "${port}"`,
      allowed: `the ports of the container are ${known.length === 0 ? "none" : known.join(", ")}`,
      change: "name a port of the same container",
    }));
  return [...unknown, ...missingProbes(container, path)];
}

function probePort({ check }: ProbeSpec): string | undefined {
  return check.kind === "http" || check.kind === "tcp" ? check.port : undefined;
}

function missingProbes(container: ContainerSpec, path: string): Problem[] {
  if ((container.ports ?? []).length === 0 || (container.liveness !== undefined && container.readiness !== undefined)) return [];
  return [
    {
      path,
      given: "serves a port without both a liveness and a readiness probe",
      allowed: "a container that serves has both",
      change: "add the probe that the image supports, a tcp check at least",
    },
  ];
}

function workloadApiProblems(container: ContainerSpec, workload: WorkloadSpec, path: string): Problem[] {
  if (container.workloadApi !== true || workload.identity !== undefined) return [];
  return [
    {
      path,
      given: "asks for the SPIFFE Workload API",
      allowed: "only a workload with an identity gets one",
      change: "declare the identity of the workload",
    },
  ];
}

function serviceProblems(workload: WorkloadSpec, at: string): Problem[] {
  const known = allContainers(workload).flatMap(({ ports }) => (ports ?? []).map(({ name }) => name));
  const targets = (workload.services ?? []).flatMap(({ name, ports }) => ports.map(({ targetPort }) => ({ name, targetPort })));
  const unknown = targets
    .filter(({ targetPort }) => !known.includes(targetPort))
    .map(({ name, targetPort }) => ({
      path: `${at} service ${name}`,
      given: `leads to the port "${targetPort}"`,
      allowed: `the ports of the containers are ${known.length === 0 ? "none" : known.join(", ")}`,
      change: "name a container port",
    }));
  return [...unknown, ...headlessProblems(workload, at)];
}

function headlessProblems(workload: WorkloadSpec, at: string): Problem[] {
  const { controller } = workload;
  if (controller.kind !== "StatefulSet") return [];
  const known = (workload.services ?? []).filter(({ type }) => type === "Headless").map(({ name }) => name);
  if (known.includes(controller.serviceName)) return [];
  return [
    {
      path: at,
      given: `the StatefulSet names the Service "${controller.serviceName}"`,
      allowed: `its headless Services are ${known.length === 0 ? "none" : known.join(", ")}`,
      change: "add a headless Service of that name",
    },
  ];
}

/** One disk, one node: a second pod elsewhere would wait for ever, and so would the new pod of a rolling update. */
function claimProblems(workload: WorkloadSpec, at: string): Problem[] {
  const claim = (workload.volumes ?? []).find(({ kind }) => kind === "claim");
  const { controller } = workload;
  if (claim === undefined) return [];
  if (controller.kind === "Deployment" && controller.strategy === "Recreate" && maxReplicas(controller) < 2) return [];
  const strategy = controller.kind === "Deployment" ? ` by ${controller.strategy ?? "RollingUpdate"}` : "";
  return [
    {
      path: at,
      given: `a ${controller.kind} of up to ${maxReplicas(controller)} replicas${strategy} shares the claim "${claim.name}"`,
      allowed: "a ReadWriteOnce claim belongs to a Deployment of one replica with strategy Recreate",
      change: "use a StatefulSet with claims of its own, or Recreate",
    },
  ];
}

function configMapProblems({ name, data, binaryData }: ConfigMapSpec, at: string): Problem[] {
  const text = Object.entries(data).reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
  const binary = Object.entries(binaryData ?? {}).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value, "base64"),
    0,
  );
  if (text + binary <= CONFIG_MAP_LIMIT) return [];
  return [
    {
      path: `${at} config map ${name}`,
      given: `${text + binary} bytes`,
      allowed: `at most ${CONFIG_MAP_LIMIT} bytes`,
      change: "split it or ship the files in an image",
    },
  ];
}

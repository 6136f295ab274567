import { stringify } from "yaml";
import type { Profile } from "../../config/profiles.ts";
import type { PlanContext } from "../../platform/context.ts";
import { spiffeEgressProxy, type EgressRoute, type ProxySidecar } from "../../workload/spiffeProxy.ts";
import type {
  ConfigMapSpec,
  ContainerSpec,
  ProbeSpec,
  ResourcesSpec,
  ServiceSpec,
  VolumeSpec,
  WorkloadSpec,
} from "../../workload/spec.ts";
import { STATE_STORE } from "../data/contract.ts";
import { COLLECTOR } from "../observability/contract.ts";
import { S3_TOOL } from "../tools/contract.ts";
import { OAUTH_FILE, bundleData, type Bundle } from "./bundle.ts";
import { ENFORCEMENT_POINTS, GATEWAY, GATEWAY_NAMESPACE, HTTP_PORT, SPIFFE_PORT, type EnforcementPoint } from "./contract.ts";
import { shipperOf } from "./auditShipping.ts";
import {
  AUDIT_DIRECTORY,
  AUDIT_VOLUME,
  FILES_DIRECTORY,
  OPA_DIRECTORY,
  acceptsHeaderIdentity,
  environmentOf,
  hasPublicListener,
  renderEnvironment,
} from "./environment.ts";

/** Label by which the ingress controller's policies find the pods behind the public listener. */
const PUBLIC_EDGE_LABEL = { "precinct.io/public-edge": "true" };

/** The image's own UID and GID (distroless `nonroot`). */
const USER = { uid: 65532, gid: 65532 };

/** Where each role's binary lives in the one image. */
const BINARIES = { gateway: "/app/gateway", control: "/app/precinct-control" } as const;

/** Sizes of PRECINCT's own overlays; local runs on what dev runs on. */
const SIZES: Readonly<Record<Profile, Pick<ResourcesSpec, "requests" | "limits">>> = {
  local: size(["50m", "64Mi"], ["200m", "128Mi"]),
  dev: size(["50m", "64Mi"], ["200m", "128Mi"]),
  staging: size(["100m", "128Mi"], ["500m", "256Mi"]),
  prod: size(["250m", "256Mi"], ["1", "512Mi"]),
};

/** The data plane and the control plane: one image, two binaries, two identities. */
export function gatewayWorkloads(context: PlanContext, bundle: Bundle): readonly WorkloadSpec[] {
  return ENFORCEMENT_POINTS.map((point) => enforcementWorkload(context, point, bundle));
}

function enforcementWorkload(context: PlanContext, point: EnforcementPoint, bundle: Bundle): WorkloadSpec {
  const { gateway, images } = context.config;
  const isPublic = point === GATEWAY && gateway.expose.kind === "ingressController" && hasPublicListener(context);
  const proxy = egressProxy(context, point);
  const shipper = shipperOf(context, point);
  return {
    name: point.name,
    namespace: GATEWAY_NAMESPACE,
    component: "gateway",
    controller: { kind: "Deployment", replicas: point === GATEWAY ? gateway.replicas : gateway.controlReplicas },
    serviceAccount: { name: point.name },
    identity: {
      path: point.identityPath,
      dnsNames: [point.name, `${point.name}.${GATEWAY_NAMESPACE}.svc.cluster.local`],
      federatesWith: [],
    },
    user: USER,
    terminationGracePeriodSeconds: shipper.graceSeconds,
    podLabels: isPublic ? PUBLIC_EDGE_LABEL : undefined,
    imagePullSecrets: images.pullSecrets,
    initContainers: shipper.initContainers,
    containers: [enforcementContainer(context, point, bundle), proxy.container],
    volumes: [...volumes(context, point), ...proxy.volumes, ...shipper.volumes],
    configMaps: [...configMaps(context, point, bundle), proxy.configMap, ...shipper.configMaps],
    services: services(context, point),
  };
}

function enforcementContainer(context: PlanContext, point: EnforcementPoint, bundle: Bundle): ContainerSpec {
  const volume = context.config.audit.volume;
  return {
    name: point.name,
    image: context.image("precinctGateway"),
    command: [BINARIES[point.role]],
    env: renderEnvironment(environmentOf(context, point, bundle)),
    ports: listeners(context, point).map(({ name, port }) => ({ name, port })),
    mounts: [
      { volume: "policies", path: OPA_DIRECTORY },
      { volume: "files", path: FILES_DIRECTORY },
      { volume: AUDIT_VOLUME, path: AUDIT_DIRECTORY },
      { volume: "tmp", path: "/tmp" },
    ],
    // The audit volume counts against the pod's local storage: reserve all of it, or a full node takes the evidence with the pod.
    resources: { ...SIZES[context.controls.profile], ephemeralStorage: { request: volume, limit: volume } },
    liveness: healthProbe(point, { initialDelaySeconds: 10, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 }),
    readiness: healthProbe(point, { initialDelaySeconds: 5, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 }),
  };
}

/** The image has no shell and its mTLS port needs a client certificate: only its own sub-command can ask. */
function healthProbe(point: EnforcementPoint, timing: Omit<ProbeSpec, "check">): ProbeSpec {
  return { check: { kind: "exec", command: [BINARIES[point.role], "health"] }, ...timing };
}

/**
 * The binaries export telemetry in plain gRPC, and in dev mode speak no TLS at all: a sidecar carries those edges over SPIFFE
 * mTLS, so that no edge leaves the pod unproven, whatever the mode.
 */
function egressProxy(context: PlanContext, point: EnforcementPoint): ProxySidecar {
  const route = ({ host, port, identityPath }: Upstream): EgressRoute => ({
    listenPort: port,
    upstream: { host, port, spiffeId: context.spiffeId(identityPath) },
  });
  const http = { alpn: "http/1.1" } as const;
  return spiffeEgressProxy({
    image: context.image("envoy"),
    workload: point.name,
    trustDomain: context.config.trustDomain,
    spiffeId: context.spiffeId(point.identityPath),
    ...route(COLLECTOR),
    further: acceptsHeaderIdentity(context) ? [S3_TOOL, STATE_STORE].map((upstream) => ({ ...route(upstream), ...http })) : [],
  });
}

/** A workload the gateway calls; its port is the loopback port too. */
interface Upstream {
  readonly identityPath: string;
  readonly host: string;
  readonly port: number;
}

interface Listener {
  readonly name: "spiffe" | "http";
  readonly port: number;
}

/** The port callers use comes first. */
function listeners(context: PlanContext, point: EnforcementPoint): readonly [Listener, ...Listener[]] {
  const http: Listener = { name: "http", port: HTTP_PORT };
  if (acceptsHeaderIdentity(context)) return [http];
  const isPublic = point === GATEWAY && hasPublicListener(context);
  return [{ name: "spiffe", port: SPIFFE_PORT }, ...(isPublic ? [http] : [])];
}

function services(context: PlanContext, point: EnforcementPoint): readonly ServiceSpec[] {
  const { expose } = context.config.gateway;
  const open = listeners(context, point);
  const inside: ServiceSpec = { name: point.name, ports: open.map(({ name, port }) => ({ name, port, targetPort: name })) };
  if (expose.kind !== "nodePort") return [inside];
  const { name, port } = open[0];
  const outside: ServiceSpec = {
    name: `${point.name}-node`,
    type: {
      nodePort: { reason: "A developer's machine has no other way into a local cluster.", reference: "palisade:gateway.expose" },
    },
    ports: [{ name, port, targetPort: name, nodePort: expose[point.role] }],
  };
  return [inside, outside];
}

function volumes(context: PlanContext, point: EnforcementPoint): readonly VolumeSpec[] {
  return [
    { kind: "config", name: "policies", configMap: `${point.name}-policies` },
    { kind: "config", name: "files", configMap: `${point.name}-files` },
    { kind: "scratch", name: AUDIT_VOLUME, size: context.config.audit.volume },
    { kind: "scratch", name: "tmp", size: "50Mi" },
  ];
}

/** Each workload owns its copy, so that a change of the bundle rolls the pods: the gateway never notices one by itself. */
function configMaps(context: PlanContext, point: EnforcementPoint, bundle: Bundle): readonly ConfigMapSpec[] {
  const files = bundleData(bundle, "files");
  return [
    { name: `${point.name}-policies`, ...bundleData(bundle, "opa") },
    { name: `${point.name}-files`, binaryData: files.binaryData, data: { ...files.data, ...oauthFile(context) } },
  ];
}

function oauthFile(context: PlanContext): Record<string, string> {
  const { oauth } = context.config.gateway;
  if (oauth === undefined || !hasPublicListener(context)) return {};
  const server = {
    issuer: oauth.issuer,
    audience: oauth.audience,
    jwks_url: oauth.jwksUrl,
    required_scopes: ["mcp:tools"],
    clock_skew_seconds: 30,
    cache_ttl_seconds: 60,
  };
  return { [OAUTH_FILE]: stringify({ oauth_resource_server: server }) };
}

function size(
  [cpu, memory]: readonly [string, string],
  [cpuLimit, memoryLimit]: readonly [string, string],
): (typeof SIZES)["local"] {
  return { requests: { cpu, memory }, limits: { cpu: cpuLimit, memory: memoryLimit } };
}

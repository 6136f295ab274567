import { dirname } from "node:path/posix";
import type { ImageReference } from "../shared/images.ts";
import { healthListener, httpListener, loopbackListener, READY_PATH, socketAddress, tcpListener } from "./envoyListeners.ts";
import { endpoint, HTTP2_ONLY, pipe, spireAgentCluster, upstreamTls, type EnvoyConfig } from "./envoyTls.ts";
import type { ConfigMapSpec, ContainerPortSpec, ContainerSpec, MountSpec, ProbeSpec, ResourcesSpec, VolumeSpec } from "./spec.ts";

/** What both proxies need to know of the pod they stand in. */
interface ProxyArgs {
  readonly image: ImageReference;
  /** Name of the workload: prefix of the ConfigMap, so that two workloads of a namespace do not share one. */
  readonly workload: string;
  readonly trustDomain: string;
  /** SPIFFE ID of the workload. */
  readonly spiffeId: string;
}

export type SpiffeProxyArgs = ProxyArgs &
  Application & {
    /** Container port with SPIFFE mTLS. */
    readonly listen: { readonly name: string; readonly port: number };
    /** SPIFFE IDs of the callers; the allowlist of the declared flows. */
    readonly allowedSpiffeIds: readonly string[];
    /** What the server speaks; `tcp` forwards bytes without looking at them. @default "http" */
    readonly protocol?: "http" | "grpc" | "tcp" | undefined;
    /** @default 15021 */
    readonly healthPort?: number | undefined;
  };

/** Where the server listens: a port, on the loopback address if it can, or a Unix socket in a volume of the pod. */
type Application =
  { readonly upstreamPort: number } | { readonly upstreamSocket: { readonly volume: string; readonly path: string } };

/** One way out: a loopback port and the one workload it leads to. */
export interface EgressRoute {
  /** Loopback port that the application calls in plain. */
  readonly listenPort: number;
  readonly upstream: { readonly host: string; readonly port: number; readonly spiffeId: string };
  /** Application protocol of the upstream, for the handshake. @default "h2", which gRPC demands */
  readonly alpn?: "h2" | "http/1.1" | undefined;
}

export interface SpiffeEgressProxyArgs extends ProxyArgs, EgressRoute {
  /** Further ways out of the same pod, each with a loopback port of its own. @default - none */
  readonly further?: readonly EgressRoute[] | undefined;
  /** @default 15022 */
  readonly healthPort?: number | undefined;
}

/** A sidecar with all it needs, to be added to a WorkloadSpec. */
export interface ProxySidecar {
  readonly container: ContainerSpec;
  readonly configMap: ConfigMapSpec;
  readonly volumes: readonly VolumeSpec[];
}

type Protocol = NonNullable<SpiffeProxyArgs["protocol"]>;

/** Application protocols offered in the handshake, by what the server speaks; none for bytes Envoy does not look at. */
const ALPN: Readonly<Record<Protocol, readonly string[]>> = { http: ["h2", "http/1.1"], grpc: ["h2"], tcp: [] };

const APPLICATION = "application";
const UPSTREAM = "upstream";
const CONFIG_DIRECTORY = "/etc/envoy";
const CONFIG_FILE = "envoy.json";

/** Connections one proxy takes: a bound on memory, far above what the callers of one pod need. */
const MAX_CONNECTIONS = 1000;

/**
 * Envoy in front of a server that cannot speak SPIFFE mTLS: ends TLS with the workload's SVID, admits exactly the callers
 * named, and forwards to the server over the loopback address.
 */
export function spiffeProxy(args: SpiffeProxyArgs): ProxySidecar {
  const healthPort = args.healthPort ?? 15021;
  const protocol = args.protocol ?? "http";
  const tls = { trustDomain: args.trustDomain, spiffeId: args.spiffeId, peers: args.allowedSpiffeIds, alpn: ALPN[protocol] };
  const listener = protocol === "tcp" ? tcpListener : httpListener;
  const config = bootstrap(args.workload, {
    listeners: [listener(args.listen.port, APPLICATION, tls), healthListener(healthPort)],
    clusters: [applicationCluster(args, protocol), spireAgentCluster()],
  });
  return sidecar("spiffe-proxy", args, { config, healthPort, ports: [args.listen], mounts: socketMounts(args) });
}

/**
 * Envoy behind a client that cannot speak SPIFFE mTLS: the client calls a loopback port in plain, and the proxy opens mTLS
 * to exactly the one workload that the port leads to.
 */
export function spiffeEgressProxy(args: SpiffeEgressProxyArgs): ProxySidecar {
  const healthPort = args.healthPort ?? 15022;
  const routes = [args, ...(args.further ?? [])].map((route, index) => ({
    ...route,
    name: index === 0 ? UPSTREAM : `${UPSTREAM}-${index + 1}`,
  }));
  const config = bootstrap(args.workload, {
    listeners: [...routes.map(({ listenPort, name }) => loopbackListener(listenPort, name)), healthListener(healthPort)],
    clusters: [...routes.map((route) => upstreamCluster(args, route, route.name)), spireAgentCluster()],
  });
  // The loopback port is no port of the pod: nothing outside reaches it, so no flow may lead to it.
  return sidecar("spiffe-egress", args, { config, healthPort, ports: [], mounts: [] });
}

interface Resources {
  readonly listeners: readonly EnvoyConfig[];
  readonly clusters: readonly EnvoyConfig[];
}

/** No `admin`: its interface can stop the proxy and show its keys, and nothing here needs it. */
function bootstrap(workload: string, resources: Resources): EnvoyConfig {
  return {
    // SDS demands a name; the agent knows the caller by its process.
    node: { id: workload, cluster: workload },
    static_resources: resources,
    overload_manager: {
      resource_monitors: [
        {
          name: "envoy.resource_monitors.global_downstream_max_connections",
          typed_config: {
            "@type":
              "type.googleapis.com/envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig",
            max_active_downstream_connections: MAX_CONNECTIONS,
          },
        },
      ],
    },
  };
}

function applicationCluster(application: Application, protocol: Protocol): EnvoyConfig {
  const address =
    "upstreamPort" in application ? socketAddress("127.0.0.1", application.upstreamPort) : pipe(application.upstreamSocket.path);
  return {
    name: APPLICATION,
    type: "STATIC",
    connect_timeout: "1s",
    per_connection_buffer_limit_bytes: 32768,
    ...(protocol === "grpc" ? { typed_extension_protocol_options: HTTP2_ONLY } : {}),
    load_assignment: endpoint(APPLICATION, address),
  };
}

function socketMounts(application: Application): MountSpec[] {
  if ("upstreamPort" in application) return [];
  const { volume, path } = application.upstreamSocket;
  return [{ volume, path: dirname(path) }];
}

function upstreamCluster({ trustDomain, spiffeId }: ProxyArgs, { upstream, alpn }: EgressRoute, name: string): EnvoyConfig {
  return {
    name,
    type: "STRICT_DNS",
    connect_timeout: "5s",
    per_connection_buffer_limit_bytes: 32768,
    dns_lookup_family: "V4_PREFERRED",
    transport_socket: upstreamTls({ trustDomain, spiffeId, peers: [upstream.spiffeId], alpn: [alpn ?? "h2"] }, upstream.host),
    load_assignment: endpoint(name, socketAddress(upstream.host, upstream.port)),
  };
}

interface SidecarParts {
  readonly config: EnvoyConfig;
  readonly healthPort: number;
  readonly ports: readonly ContainerPortSpec[];
  readonly mounts: readonly MountSpec[];
}

function sidecar(
  name: string,
  { image, workload }: ProxyArgs,
  { config, healthPort, ports, mounts }: SidecarParts,
): ProxySidecar {
  const configMap = `${workload}-${name}`;
  const health = `${name === "spiffe-proxy" ? "proxy" : "egress"}-health`;
  return {
    container: {
      name,
      image,
      command: ["/usr/local/bin/envoy"],
      // Hot restart shares memory between two Envoys of a host; a pod has one.
      args: [
        "--config-path",
        `${CONFIG_DIRECTORY}/${CONFIG_FILE}`,
        "--log-level",
        "info",
        "--disable-hot-restart",
        "--concurrency",
        "2",
      ],
      ports: [...ports, { name: health, port: healthPort }],
      mounts: [{ volume: name, path: CONFIG_DIRECTORY }, ...mounts],
      resources: RESOURCES,
      workloadApi: true,
      startup: probe(health, { periodSeconds: 2, failureThreshold: 90 }),
      liveness: probe(health, { periodSeconds: 10, failureThreshold: 3 }),
      readiness: probe(health, { periodSeconds: 5, failureThreshold: 2 }),
    },
    configMap: { name: configMap, data: { [CONFIG_FILE]: `${JSON.stringify(config, undefined, 2)}\n` } },
    volumes: [{ kind: "config", name, configMap }],
  };
}

function probe(port: string, timing: Pick<ProbeSpec, "periodSeconds" | "failureThreshold">): ProbeSpec {
  return { check: { kind: "http", path: READY_PATH, port }, timeoutSeconds: 2, ...timing };
}

const RESOURCES: ResourcesSpec = {
  requests: { cpu: "25m", memory: "48Mi" },
  limits: { cpu: "250m", memory: "128Mi" },
};
